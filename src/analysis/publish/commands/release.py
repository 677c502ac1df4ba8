"""`study release`: what offices take up of an edition, made from its drafts and marked so."""

import shutil
import tempfile
from pathlib import Path

from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study, process
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_edition_name
from analysis.publish.run.provenance import Issue
from analysis.publish.run.temporary import clear
from analysis.words import Lang, Words

FOLDER = "release"
MADE = Words("초안의 파일 {}개를 만들었다: {}", "Files made of the drafts: {}, in {}")


def run(edition: str, root: Path | None, lang: Lang) -> int:
    """Makes the files of a release from the drafts, all or none; 1 where the drafts are not those of now."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    with alone(study):
        clear(study)
        if process(study, name, lang):
            return 1
        from analysis.publish.release.changes import history  # slow to import
        from analysis.publish.release.drafts import as_record, read_drafts, release_files
        from analysis.publish.release.issued import read_issues

        drafts, issues = read_drafts(study, name), read_issues(study, name)
        draft = as_record(drafts, Issue(len(issues) + 1, ""))
        files = release_files(drafts, drafts.pages, None, history(issues, draft))
        target = study.root / "reports" / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=study.root / "reports") as scratch:
            for path, content in files.items():
                place = Path(scratch, "release", path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            if target.exists():
                shutil.rmtree(target)
            Path(scratch, "release").rename(target)
        console().print(MADE[lang].format(len(files), target))
    return 0
