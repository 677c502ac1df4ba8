"""An edition's folder changes in one step, whatever moment a crash chooses."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from analysis.data.intake.originals import safe_name
from analysis.data.intake.transaction import MAKING, OLD, READY, beside, changed, locked, recover

EDITION = "2020-10"


def folder(study, name, content="x"):
    path = study.root / "data" / "raw" / name
    path.mkdir(parents=True)
    (path / "a.csv").write_text(content)
    return path


def names(study):
    return sorted(path.name for path in (study.root / "data" / "raw").iterdir())


def test_a_change_takes_the_place_of_the_folder_and_leaves_nothing_beside_it(study):
    with changed(study, EDITION) as fresh:
        (fresh / "a.csv").write_text("1")
    with changed(study, EDITION) as fresh:
        (fresh / "a.csv").write_text("2")
    assert names(study) == ["2020-09", EDITION]
    assert (study.raw(EDITION) / "a.csv").read_text() == "2"


def test_an_error_leaves_the_folder_as_it_was(study):
    def fail():
        with changed(study, EDITION) as fresh:
            (fresh / "a.csv").write_text("1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert names(study) == ["2020-09"]


@pytest.mark.parametrize(("edition", "refused"), [("2020-09", OLD), ("2020-09", "2020-09"), (EDITION, EDITION)])
def test_where_the_system_lets_nothing_be_put_in_its_place_all_is_as_it_was(study, monkeypatch, edition, refused):
    real, before = Path.replace, (study.raw("2020-09") / "appeals_monthly.csv").read_bytes()

    def busy(path, target):
        if (path.name.endswith(READY) and target.name == refused) or target.name.endswith(f".{refused}"):
            monkeypatch.undo()
            raise OSError(errno.EBUSY, "busy")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(OSError, match="busy"), changed(study, edition) as fresh:
        (fresh / "appeals_monthly.csv").write_text("1")
    assert names(study) == ["2020-09"]
    assert (study.raw("2020-09") / "appeals_monthly.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("left", "there"),
    [
        ([MAKING], None),  # killed while the new folder was filled: the file was not taken
        ([READY], "ready"),  # killed before a new edition was put in place: it is whole
        ([OLD, READY], "ready"),  # killed between the two renames
        ([OLD], "old"),
    ],
)
def test_what_a_crash_left_is_brought_to_an_end_or_taken_back(study, left, there):
    for step in left:
        folder(study, f".{EDITION}.{step}", step)
    recover(study)
    assert names(study) == ["2020-09", *([EDITION] if there else [])]
    if there:
        assert (study.raw(EDITION) / "a.csv").read_text() == there


@pytest.mark.parametrize("step", [MAKING, READY, OLD])
def test_a_whole_edition_is_kept_over_what_lies_beside_it(study, step):
    folder(study, EDITION, "whole")
    folder(study, f".{EDITION}.{step}", "beside")
    recover(study)
    assert (study.raw(EDITION) / "a.csv").read_text() == "whole"
    assert not beside(study.root / "data" / "raw", EDITION, step).exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.parametrize("renames", [1, 2, 3])
def test_a_kill_after_any_rename_loses_nothing_and_doubles_nothing(study, tmp_path, renames):
    file = tmp_path / "appeals.csv"
    file.write_text("연월,처리 건수\n2020-09,190\n", "utf-8")
    first = tmp_path / "first.csv"
    first.write_text("연월,처리 건수\n2020-08,187\n", "utf-8")
    take = f"""
        import os, signal
        from pathlib import Path
        from analysis.data.editions import Study
        from analysis.data.intake.take import take_in
        study = Study(Path({str(study.root)!r}))
        take_in(study, "2020-10", Path({str(first)!r}))
        left, replace = [{renames}], Path.replace
        def replace_and_die(self, target):
            moved = replace(self, target)
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return moved
        Path.replace = replace_and_die
        take_in(study, "2020-10", Path({str(file)!r}))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(take)], env={**os.environ}, check=False)
    assert done.returncode == -signal.SIGKILL
    with locked(study):
        recover(study)
    months = (study.raw(EDITION) / "appeals_monthly.csv").read_text("utf-8").splitlines()[1:]
    taken = (study.raw(EDITION) / "taken.json").read_text("utf-8").count('"sha256"')
    assert len(months) == taken
    assert months[0] == "2020-08,187,2"
    assert names(study) == ["2020-09", EDITION]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("처리.csv", "처리.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c?.csv", "a_b_c_.csv"),
        (".hidden", "hidden"),
        ("con.csv", "_con.csv"),
        ("", "file"),
        ("가" * 100 + ".csv", "가" * 65 + ".csv"),
    ],
)
def test_the_name_of_an_original_is_never_a_path(name, safe):
    assert safe_name(name) == safe
