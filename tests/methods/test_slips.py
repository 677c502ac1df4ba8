"""What a notebook's user can mend is shown as one sentence; an error of the program keeps its traceback."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.data.edition import open_edition
from analysis.methods.slips import SlipError, UnknownNameError


@pytest.fixture
def shown(project, capsys):
    """What JupyterLab would show of a line that fails."""
    shell = InteractiveShell(user_ns={"open_edition": open_edition, "root": project})
    shell.colors = "nocolor"

    def run(line: str) -> str:
        shell.run_cell("from analysis.data.inputs.covid import inputs\nreport = open_edition('2020-09', root)")
        capsys.readouterr()
        shell.run_cell(line)
        return capsys.readouterr().out.strip()

    return run


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("open_edition('2020-13', root)", "no edition 2020-13; there are: 2020-09"),
        ("inputs(report, window_days=44)", "a window is a whole number of days below the 13 printed ones, not 44"),
        (
            "report.value('covid.world.death')",
            "no figure 'covid.world.death' in 2020-09; nearest: covid.world.deaths, covid.world.as_of, "
            "covid.rally.date",
        ),
    ],
)
def test_a_slip_is_shown_as_a_sentence(shown, line, sentence):
    assert shown(line) == sentence


def test_an_error_of_the_program_keeps_its_traceback(shown):
    assert "Traceback" in shown("1 / 0")


def test_slips_are_caught_as_what_they_are():
    assert issubclass(SlipError, ValueError)
    assert issubclass(UnknownNameError, KeyError)
    assert str(UnknownNameError("no table 'a'")) == "no table 'a'"
