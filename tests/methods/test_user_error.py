"""What a notebook's user can mend is shown as one sentence; an error of the program keeps its traceback."""

import shutil

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.data.edition import open_edition
from analysis.methods.user_error import UnknownNameError, UserError


@pytest.fixture
def shown(frozen, capsys):
    """What JupyterLab would show of a line that fails."""
    shell = InteractiveShell(user_ns={"open_edition": open_edition, "root": frozen})
    shell.colors = "nocolor"

    def run(line: str) -> str:
        shell.run_cell("from analysis.methods.epidemic import beds_in_use\nreport = open_edition('2020-09', root)")
        capsys.readouterr()
        shell.run_cell(line)
        return capsys.readouterr().out.strip()

    return run


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("open_edition('2020-13', root)", "no edition 2020-13; there are: 2020-09"),
        ("beds_in_use([1], 0.5, 0)", "a stay of at least one day is needed, and no fewer than 0 beds in use"),
        (
            "report.value('covid.world.death')",
            "no figure 'covid.world.death' in 2020-09; nearest: covid.world.deaths, covid.world.as_of, "
            "covid.rally.date",
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
    assert issubclass(UnknownNameError, KeyError)
    assert str(UnknownNameError("no table 'a'")) == "no table 'a'"
