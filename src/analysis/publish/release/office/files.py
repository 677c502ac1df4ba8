"""The files of a release for offices: a document, and a workbook in two forms, in each language."""

from collections.abc import Mapping

from analysis.publish.release.office.content import Release
from analysis.publish.release.office.hwpx.document import document
from analysis.publish.release.office.workbook import workbooks
from analysis.words import LANGUAGES

FOLDER = "files"


def office_files(release: Release) -> Mapping[str, bytes]:
    """The files by their path beside the pages; ReportError where one can't be made."""
    made = {lang: {"hwpx": document(release, lang), **workbooks(release, lang)} for lang in LANGUAGES}
    return {
        f"{FOLDER}/{release.edition}-{lang}.{form}": content
        for lang, files in made.items()
        for form, content in files.items()
    }
