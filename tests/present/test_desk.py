"""What the parameters cell is told in JupyterLab, and package code that is reloaded as it is edited."""

import os
import shutil
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis.data.edition import open_edition
from analysis.present.desk import ASKED_BY_JUPYTER, reload_on_edit
from analysis.present.misuse import MisuseError, read_in
from analysis.present.opening import open_report, report_of
from analysis.present.words import Words

EDITION = "2020-09"


@pytest.fixture(params=["ko", "en"])
def lang(request):
    read_in(request.param)
    return request.param


@pytest.fixture
def shell():
    """A notebook's shell, as `get_ipython` knows it."""
    one = InteractiveShell.instance()
    one.reset(new_session=True)
    one.colors = "nocolor"
    yield one
    InteractiveShell.clear_instance()


def shown(shell, capsys, *lines):
    """What JupyterLab would show of these lines."""
    capsys.readouterr()
    shell.run_cell("\n".join(lines))
    return capsys.readouterr().out.strip()


def told(call):
    with pytest.raises(MisuseError) as error:
        call()
    return str(error.value)


def test_an_unknown_language_is_told_in_both_for_the_reader_is_unknown(project):
    assert told(lambda: open_report(EDITION, "de", project)) == (
        'lang = \'de\': 없는 언어이다. parameters 셀에 "ko"나 "en"을 쓴다. / '
        'lang = \'de\' is no language of the study; write "ko" or "en" in the parameters cell.'
    )


def test_an_unknown_edition_is_told_with_the_nearest(project, lang):
    assert (
        told(lambda: open_report("2020-19", lang, project))
        == Words(
            "판 '2020-19': 없는 이름이다. 가장 가까운 이름: 2020-09",
            "There is no edition '2020-19'; the nearest is 2020-09.",
        )[lang]
    )


def test_an_edition_without_quotes_is_told_with_how_it_is_written(project, lang):
    assert (
        told(lambda: open_report(2020 - 9, lang, project))
        == Words(
            'edition = 2011: 판이 아니다. parameters 셀에 따옴표로 쓴다. 예: edition = "2020-09"',
            'edition = 2011 is no edition; write it in quotes in the parameters cell, such as edition = "2020-09"',
        )[lang]
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            'rate: float = "high"',
            Words(
                "매개변수 rate에 값 'high'을(를) 줄 수 없다. parameters 셀에 쓸 값: 숫자",
                "Parameter rate can't be 'high'; write a number in the parameters cell.",
            ),
        ),
        (
            "days: int | None = 1.5",
            Words(
                "매개변수 days에 값 1.5을(를) 줄 수 없다. parameters 셀에 쓸 값: 정수",
                "Parameter days can't be 1.5; write a whole number in the parameters cell.",
            ),
        ),
        ("rate: float = None", Words("", "")),
        ("rate: float = 1", Words("", "")),
        ("frame: object = 1", Words("", "")),
    ],
)
def test_a_parameter_of_another_kind_than_it_is_declared_with_is_told(shell, capsys, project, lang, line, sentence):
    opening = f"from pathlib import Path; report = open_report('{EDITION}', '{lang}', Path({str(project)!r}))"
    assert shown(shell, capsys, line, "from analysis.present import open_report", opening) == sentence[lang]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("rate = None  # 비율 / rate", Words("매개변수 rate에 형이 없다.", "Parameter rate has no type")),
        ("rate = 1 / 4  # 비율 / rate", Words("계산식이다. 숫자나", "is an expression, '1 / 4'; write a number")),
        ("rate = 0.2", Words("매개변수 rate에 설명이 없다.", "Parameter rate has no comment")),
        ("rate: float = None  # 비율 / rate", Words("", "")),
    ],
)
def test_a_line_of_the_parameters_cell_that_no_run_would_take_is_told(
    shell, capsys, project, monkeypatch, lang, line, sentence
):
    monkeypatch.setenv(ASKED_BY_JUPYTER, "notebooks/08_staff.ipynb")
    own = [f'edition = "{EDITION}"  # 판 / edition', f'lang = "{lang}"  # 언어 / language', line]
    shell.run_cell("\n".join(own), store_history=True)
    opening = f"report = open_report(edition, lang, Path({str(project)!r}))"
    said = shown(shell, capsys, "from pathlib import Path", "from analysis.present import open_report", opening)
    assert sentence[lang] in said
    assert bool(said) is bool(sentence[lang])


def test_a_name_that_nothing_made_is_told_with_the_nearest(shell, capsys, project, monkeypatch, lang):
    monkeypatch.setenv(ASKED_BY_JUPYTER, "notebooks/08_staff.ipynb")
    shown(
        shell, capsys, "from pathlib import Path", "from analysis.present import open_report",
        f"report = open_report('{EDITION}', '{lang}', Path({str(project)!r}))",
    )  # fmt: skip
    shell.run_cell("raet = 0.2")
    shell.run_cell("rate * 2")
    assert (
        capsys.readouterr().err.strip()
        == Words(
            "rate: 없는 이름이다. 가장 가까운 이름: raet. 그것을 만드는 셀을 실행하였는지도 본다.",
            "There is no name rate; the nearest is raet. Or the cell that makes it was not run yet.",
        )[lang]
    )


def test_an_estimate_shows_itself_in_the_readers_words(shell, capsys, project, monkeypatch, lang):
    monkeypatch.setenv(ASKED_BY_JUPYTER, "notebooks/08_staff.ipynb")
    said = shown(
        shell, capsys, "from pathlib import Path", "from analysis.methods.estimate import Estimate",
        "from analysis.present import open_report",
        f"report = open_report('{EDITION}', '{lang}', Path({str(project)!r}))",
        "Estimate(205.67, 189.8, 222.6, 'decisions/month')",
    )  # fmt: skip
    assert said.splitlines()[-1].endswith(Words("월 206건(190~223)", "206 decisions a month (190–223)")[lang])


def test_a_register_at_fault_is_told_in_the_readers_language(shell, capsys, tmp_path, frozen, lang):
    copy = tmp_path / "study"
    shutil.copytree(frozen / "data", copy / "data")
    (copy / "data" / "assumptions.yaml").write_text("- id: [\n", "utf-8")
    said = shown(
        shell, capsys, "from pathlib import Path", "from analysis.present import open_report",
        f"open_report('{EDITION}', '{lang}', Path({str(copy)!r})).assumptions",
    )  # fmt: skip
    assert Words("필요한 값: YAML", "Expected well-formed YAML")[lang] in said


def test_a_value_of_another_kind_for_an_assumption_is_told(project, lang):
    report = report_of(open_edition(EDITION, project), lang)
    assert (
        told(lambda: report.assume("litigation.other_as_loss", "high"))
        == Words(
            "가정 litigation.other_as_loss에 값 'high'을(를) 줄 수 없다. 쓸 값: 숫자, 등록부 값은 None",
            "The assumption litigation.other_as_loss can't be 'high'; give a number, or None for the register's value.",
        )[lang]
    )
    whole = next(name for name, one in report.assumptions.items() if one.whole)
    assert (
        told(lambda: report.assume(whole, 1.5))
        == Words(
            f"가정 {whole}에 값 1.5을(를) 줄 수 없다. 쓸 값: 정수, 등록부 값은 None",
            f"The assumption {whole} can't be 1.5; give a whole number, or None for the register's value.",
        )[lang]
    )


def test_code_that_is_edited_is_taken_by_the_next_cell(shell, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = tmp_path / "edited_on_the_desk.py"
    module.write_text("def answer():\n    return 1\n")
    os.utime(module, (1, 1))
    reload_on_edit(shell)
    reload_on_edit(shell)
    shell.run_cell("from edited_on_the_desk import answer\nfirst = answer()")
    module.write_text("def answer():\n    return 22\n")
    shell.run_cell("second = answer()")
    assert (shell.user_ns["first"], shell.user_ns["second"]) == (1, 22)


@pytest.mark.parametrize(("asked", "reloads"), [("notebooks/08_staff.ipynb", True), ("", False)])
def test_only_a_notebook_that_a_person_has_open_is_reloaded(shell, capsys, project, monkeypatch, asked, reloads):
    monkeypatch.setenv(ASKED_BY_JUPYTER, asked)
    shown(
        shell, capsys, "from pathlib import Path", "from analysis.present import open_report",
        f"report = open_report('{EDITION}', root=Path({str(project)!r}))",
    )  # fmt: skip
    assert ("autoreload" in shell.magics_manager.magics["line"]) is reloads
