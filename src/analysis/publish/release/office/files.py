"""The files of a release for offices: a document and a workbook in each language."""

from collections.abc import Mapping

from analysis.publish.release.office.content import Release
from analysis.publish.release.office.hwpx.document import document
from analysis.publish.release.office.workbook import workbook
from analysis.words import LANGUAGES

FOLDER = "files"


def office_files(release: Release) -> Mapping[str, bytes]:
    """The files by their path beside the pages; ReportError where one can't be made."""
    name = f"{FOLDER}/{release.edition}"
    return {
        **{f"{name}-{lang}.hwpx": document(release, lang) for lang in LANGUAGES},
        **{f"{name}-{lang}.xlsx": workbook(release, lang) for lang in LANGUAGES},
    }
