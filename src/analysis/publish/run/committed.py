"""Executes the committed notebooks in place: `python -m analysis.publish.run.committed notebooks`."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from analysis.publish.run.errors import StudyError
from analysis.publish.run.execute import execute_in_place
from analysis.publish.run.import_shims import block_grammar_import
from analysis.publish.run.notebooks import find_notebooks
from analysis.publish.run.workplace import workplace


def main(folder: Path) -> int:
    """Executes every notebook of the folder, writes those whose content changed, and says which; 1 where one fails."""
    paths = find_notebooks(folder.resolve())
    root = folder.resolve().parent
    failed = 0
    with workplace(root, root / "reports" / ".cache") as environment, ThreadPoolExecutor(os.cpu_count()) as pool:
        done = {path: pool.submit(execute_in_place, path, environment) for path in paths}
        for path, future in done.items():
            try:
                outcome = "written" if future.result() else "unchanged"
            except StudyError as error:
                failed, outcome = 1, error.words.en
            sys.stdout.write(f"{path.name}: {outcome}\n")
    return failed


if __name__ == "__main__":
    block_grammar_import()
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "notebooks")))
