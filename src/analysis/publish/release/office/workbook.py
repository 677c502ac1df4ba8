"""The workbook of a release in one language, as xlsx and as ods: the same sheets, held against the same checklist."""

from analysis.publish.release.office import ods, seen_ods, seen_xlsx, xlsx
from analysis.publish.release.office.accessible import faults
from analysis.publish.release.office.content import Release
from analysis.publish.release.office.sheets import workbook
from analysis.publish.run.errors import ReportError
from analysis.words import Lang, Words

FORMS = {"xlsx": (xlsx.written, seen_xlsx.seen), "ods": (ods.written, seen_ods.seen)}
NOT_ACCESSIBLE = Words(
    "통합 문서({})가 접근성 점검에 어긋난다: {}", "The workbook ({}) fails the accessibility check: {}"
)


def workbooks(release: Release, lang: Lang) -> dict[str, bytes]:
    """The files by their form.

    Raises:
        ReportError: what a spreadsheet can't hold, or what the check finds.
    """
    book, made = workbook(release, lang), dict[str, bytes]()
    for form, (written, seen) in FORMS.items():
        made[form] = written(book)
        for fault in faults(seen(made[form])):
            raise ReportError(NOT_ACCESSIBLE.filled(form, fault))
    return made
