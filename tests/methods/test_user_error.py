"""What a notebook's user can mend is shown as one sentence; an error of the program keeps its traceback."""

import shutil

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.data.edition import open_edition
from analysis.data.misuse import read_in
from analysis.methods.user_error import UserError


@pytest.fixture
def shown(frozen, capsys):
    """What JupyterLab would show of a line that fails."""
    read_in("en")
    shell = InteractiveShell(user_ns={"open_edition": open_edition, "root": frozen})
    shell.colors = "nocolor"

    def run(line: str) -> str:
        shell.run_cell("from analysis.methods.epidemic import beds_in_use\nreport = open_edition('2020-09', root)")
        capsys.readouterr()
        shell.run_cell(line)
        return capsys.readouterr().out.strip()

    yield run
    read_in("ko")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("open_edition('2020-13', root)", "There is no edition '2020-13'; the nearest is 2020-09."),
        ("beds_in_use([1], 0.5, 0)", "a stay of at least one day is needed, and no fewer than 0 beds in use"),
        (
            "report.value('covid.world.death')",
            "There is no figure 'covid.world.death'; the nearest is covid.world.deaths.",
        ),
    ],
)
def test_a_slip_is_shown_as_a_sentence(shown, line, sentence):
    assert shown(line) == sentence


def test_a_register_that_can_not_be_used_is_shown_by_its_faults(shown, frozen, tmp_path):
    shutil.copytree(frozen / "data", tmp_path / "data")
    for file, old, new in (("assumptions", "value: 4.3", "value: 43x"), ("breaks", "line: 224", "line: x")):
        path = tmp_path / "data" / f"{file}.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert shown(f"open_edition('2020-09', type(root)({str(tmp_path)!r}))").splitlines() == [
        "data/assumptions.yaml, line 9, field 'value': found '43x'",
        "    Expected a number, such as 4.3. Write the number alone, without quotes and unit.",
        "data/breaks.yaml, line 25, field 'line': found 'x'",
        "    Expected a line of the source, a whole number from 1. Find the line in the source and write its number.",
    ]


def test_an_error_of_the_program_keeps_its_traceback(shown):
    assert "Traceback" in shown("1 / 0")


def test_slips_are_caught_as_what_they_are():
    assert issubclass(UserError, ValueError)
