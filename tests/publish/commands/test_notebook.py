"""`study notebook new` writes a notebook that runs, and no other file has to name it."""

import json
import re
import shutil

import pytest
from typer.testing import CliRunner

from analysis.book import Book
from analysis.book_texts import FOLDED
from analysis.cli import app
from analysis.data.process import process_edition
from analysis.present.legibility import flaws
from analysis.publish.commands.notebook import suitable
from analysis.publish.commands.skeleton import plain, skeleton
from analysis.publish.run.notebooks import write_notebook
from analysis.publish.run.rules import broken_rules
from analysis.words import LANGUAGES

RUN = CliRunner()
EDITION, NAME, OTHERS = "2020-09", "08_staff", ("00_overview", "07_audit")


@pytest.fixture
def root(study):
    """The frozen study with two of its notebooks."""
    for path in (study.root / "notebooks").iterdir():
        if path.stem not in OTHERS:
            path.unlink()
    return study.root


def told(root, *arguments, lang="en"):
    return RUN.invoke(app, [*arguments, "--root", str(root), "--lang", lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_where_it_is_and_how_it_is_run(root, lang):
    path = root / "notebooks" / f"{NAME}.ipynb"
    ended = told(root, "notebook", "new", NAME, lang=lang)
    assert (ended.exit_code, ended.stdout) == (0, {
        "ko": f"노트북을 썼다: {path}\nJupyterLab에서 열어 고치고 실행한다: study run --notebook 08_staff\n",
        "en": f"The notebook is written: {path}\n"
              "Edit it in JupyterLab, and run it: study run --notebook 08_staff\n",
    }[lang])  # fmt: skip
    assert 'report.table("staff_by_division")' in path.read_text("utf-8").replace('\\"', '"')


def test_a_new_notebook_is_in_run_index_overview_and_sweep_without_a_line_elsewhere(root):
    assert told(root, "notebook", "new", NAME).exit_code == 0
    ended = RUN.invoke(app, ["run", "--root", str(root)])
    assert ended.exit_code == 0, ended.output
    assert "08_staff" not in ended.stderr.replace("✓ 08_staff", "")
    made = root / "reports" / EDITION
    claims = json.loads((made / "claims.json").read_text("utf-8"))["claims"]
    said = {lang: claims["staff.stands_out"][lang] for lang in LANGUAGES}
    assert said == {
        "ko": "정원: 가장 큰 값은 예산담당관의 40명, 나머지 10개 평균의 1.5배: 두드러지게 크지는 않음.",
        "en": "Quota: the largest is 40 posts, Budget, 1.5 times the mean of the other 10: it does not stand out.",
    }
    index = (made / "index.html").read_text("utf-8")
    for lang in LANGUAGES:
        assert said[lang] in index
        assert said[lang] in (made / lang / f"{NAME}.html").read_text("utf-8")
        assert said[lang] in (made / lang / "00_overview.html").read_text("utf-8")
    swept = told(root, "sweep", NAME, "--set", "times=1,2")
    assert swept.exit_code == 0, swept.output
    assert "2 points: 2 run" in swept.output


def test_the_skeleton_of_every_table_keeps_to_the_rules_and_is_legible(study):
    process_edition(study, EDITION)
    for name, (table, column) in suitable(study, EDITION):
        path = study.root / "notebooks" / "08_new.ipynb"
        write_notebook(skeleton("08_new", "new", EDITION, table, column), path)
        assert broken_rules("08_new", path.read_bytes()) == [], name
        for lang in LANGUAGES:
            run = Book("08_new", study.root)(EDITION, lang=lang, drawn=True)
            assert list(run.claims) == ["new.stands_out"]
            assert [flaws(figure.chart) for figure in run.figures] == [[]], name
            assert len(run.figures[0].data.columns) == 2, name


def test_its_claim_is_seen_on_both_sides(root):
    told(root, "notebook", "new", NAME)
    book = Book(NAME, root)
    assert {book(EDITION, times=times).claims["staff.stands_out"].holds for times in (1, 2)} == {True, False}


def test_a_table_can_be_named(root):
    assert told(root, "notebook", "new", "08_beds", "--table", "hospital_beds").exit_code == 0
    assert 'report.table(\\"hospital_beds\\")' in (root / "notebooks" / "08_beds.ipynb").read_text("utf-8")


BAD = [
    (["staff"], "'staff': 노트북 이름이 아니다. 두 자리 번호와 영문 소문자로 쓴다. 예: 08_staff",
     "'staff' is no name for a notebook; write two digits and a slug in small letters, such as 08_staff."),
    (["../08_staff"], "'../08_staff': 노트북 이름이 아니다. 두 자리 번호와 영문 소문자로 쓴다. 예: 08_staff",
     "'../08_staff' is no name for a notebook; write two digits and a slug in small letters, such as 08_staff."),
    (["09_audit"], "노트북 07_audit이(가) 이미 있어 쓰지 않았다. 다른 이름을 쓴다.",
     "The notebook 07_audit is there already and was left as it is; take another name."),
    ([NAME, "--table", "staff_by_divison"], "표 'staff_by_divison': 없는 이름이다. 가장 가까운 이름: staff_by_division",
     "There is no table 'staff_by_divison'; the nearest is staff_by_division."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "ko", "en"), BAD)
def test_a_slip_of_the_call_is_told_and_nothing_is_written(root, arguments, ko, en):
    before = {path: path.read_bytes() for path in (root / "notebooks").iterdir()}
    for lang, sentence in zip(LANGUAGES, (ko, en), strict=True):
        ended = told(root, "notebook", "new", *arguments, lang=lang)
        assert (ended.exit_code, ended.stderr) == (2, f"{sentence}\n")
    assert {path: path.read_bytes() for path in (root / "notebooks").iterdir()} == before


def test_notebooks_are_read_in_one_language_and_turned_back_to_the_byte(root):
    path = root / "notebooks" / "07_audit.ipynb"
    before = path.read_bytes()
    assert told(root, "notebook", "show", "en", "07_audit").stdout.startswith(
        "Texts and the default of lang are turned"
    )
    cells = json.loads(path.read_text("utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert not re.search("[가-힣]", "".join(FOLDED.sub("", text) for text in texts))
    assert any('lang = "en"' in "".join(cell["source"]) for cell in cells)
    assert told(root, "notebook", "show", "ko").exit_code == 0
    assert path.read_bytes() == before
    refused = told(root, "notebook", "show", "de")
    assert (refused.exit_code, refused.stderr) == (2, "There is no language 'de'; the nearest is en.\n")


def test_a_study_without_notebooks_of_its_own_is_told_to_copy_them_first(study):
    folder = study.root / "notebooks"
    shutil.rmtree(folder)
    said = {lang: told(study.root, "notebook", "new", NAME, lang=lang).stderr for lang in LANGUAGES}
    assert said == {
        "ko": f"{folder}에 노트북이 없다. 새 노트북만 남지 않도록 먼저 프로그램의 notebooks/를 연구 폴더에 복사한다.\n",
        "en": f"There are no notebooks in {folder}; first copy the program's notebooks/ into the study, or the new one "
              "would be alone.\n",
    }  # fmt: skip


def test_a_title_is_no_markup():
    assert plain("<b>Staff</b>\n# *by* [division](x) $a$") == "b Staff /b by division (x) a"
