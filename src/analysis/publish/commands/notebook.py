"""`study notebook`: a new one that runs, on a table of the newest edition; the language in which they are read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.book_texts import shown_in
from analysis.data.contract import FieldContract, TableContract, read_contract
from analysis.data.editions import Study
from analysis.data.misuse import unknown
from analysis.data.notebooks import NAME, TAG, notebooks_in
from analysis.publish.commands.console import console
from analysis.publish.commands.run import process_changed
from analysis.publish.commands.skeleton import KEYS, skeleton
from analysis.publish.commands.study import open_study
from analysis.publish.run.errors import CallError
from analysis.publish.run.notebooks import find_notebooks, read_notebook, write_notebook
from analysis.publish.run.parameters import check_edition_name, check_languages
from analysis.words import LANGUAGES, Lang, Words

LANG = re.compile(r"""^(lang *(?:: *str *)?= *)(?:"(?:ko|en)"|'(?:ko|en)')""", re.M)
BAD_NAME = Words(
    "'{}': 노트북 이름이 아니다. 두 자리 번호와 영문 소문자로 쓴다. 예: 08_staff",
    "{!r} is no name for a notebook; write two digits and a slug in small letters, such as 08_staff.",
)
TAKEN = Words(
    "노트북 {0}이(가) 이미 있어 쓰지 않았다. 다른 이름을 쓴다.",
    "The notebook {0} is there already and was left as it is; take another name.",
)
NO_NOTEBOOKS = Words(
    "{}에 노트북이 없다. 새 노트북만 남지 않도록 먼저 프로그램의 notebooks/를 연구 폴더에 복사한다.",
    "There are no notebooks in {}; first copy the program's notebooks/ into the study, or the new one would be alone.",
)
NO_TABLE = Words(
    "{}판에는 노트북을 시작할 표(열쇠가 하나이고 단위가 있는 수의 열이 있는 표)가 없다.",
    "The edition {} has no table to begin a notebook with: one key and a column of numbers with a unit.",
)
WRITTEN = Words(
    "노트북을 썼다: {0}\nJupyterLab에서 열어 고치고 실행한다: study run --notebook {1}",
    "The notebook is written: {0}\nEdit it in JupyterLab, and run it: study run --notebook {1}",
)
SHOWN = Words(
    "글과 lang의 기본값을 바꿨다(출력은 셀을 실행하면 따른다): {0}",
    "Texts and the default of lang are turned (outputs follow when cells run): {0}",
)
NO_NUMBERS = ("", "%", "date", "weekday", "calendar month", "calendar year", "month of year", "hour of day", "rank")


def new(name: str, table: str | None, root: Path | None, lang: Lang) -> int:
    """Writes the notebook, never over another; 1 where the data is at fault."""
    study = open_study(root)
    stem = name.removesuffix(".ipynb")
    topic = free_topic(study, stem)
    edition = check_edition_name(None, study.editions())
    if process_changed(study, edition, lang):
        return 1
    found = dict(suitable(study, edition))
    if not found:
        raise told(NO_TABLE, edition)
    chosen = table or next((one for one in found if topic in one), next(iter(found)))
    if chosen not in found:
        raise CallError(unknown(Words("표", "table"), chosen, found))
    path = study.root / "notebooks" / f"{stem}.ipynb"
    write_notebook(skeleton(stem, topic, edition, *found[chosen]), path)
    console().print(WRITTEN[lang].format(path, stem))
    return 0


def show(language: str, names: Sequence[str], root: Path | None, lang: Lang) -> int:
    """Has notebooks read in one language: their texts, and the default of `lang`, which outputs follow when run."""
    from nbformat import from_dict

    (chosen,) = check_languages([language])
    folder = open_study(root).root / "notebooks"
    books = [(path, read_notebook(path)) for path in find_notebooks(folder, names)]
    for path, book in books:
        cells = [{**cell, "source": defaulting(cell, chosen)} for cell in shown_in(book.cells, chosen)]
        book.cells = [from_dict(cell) for cell in cells]  # type: ignore[no-untyped-call]
        if write_notebook(book, path):
            console().print(SHOWN[lang].format(path))
    return 0


def defaulting(cell: Mapping[str, Any], language: Lang) -> str:
    """A cell's source, that of the parameters with the language as default."""
    source = str(cell["source"])
    return LANG.sub(rf'\g<1>"{language}"', source) if TAG in cell["metadata"].get("tags", []) else source


def free_topic(study: Study, name: str) -> str:
    """The topic of a notebook's name; CallError where it is no name, or a notebook has that topic."""
    if not (match := NAME.fullmatch(name)):
        raise told(BAD_NAME, name)
    there = [path.stem for path in notebooks_in(study.root / "notebooks")]
    if not there:
        raise told(NO_NOTEBOOKS, study.root / "notebooks")
    for one in there:
        if one.partition("_")[2] == match["topic"]:  # its results and claims are named by it
            raise told(TAKEN, one)
    return match["topic"]


def suitable(study: Study, edition: str) -> Iterator[tuple[str, tuple[TableContract, FieldContract]]]:
    """The tables of an edition to begin a notebook with, each with its first column of numbers, by name."""
    for table in read_contract(study.processed(edition)):
        numbers = [one for one in table.with_role("figure") if one.type in {"integer", "number"}]
        if len(table.key) == 1 and table.column(table.key[0]).type in KEYS:
            yield from ((table.name, (table, one)) for one in numbers[:1] if one.unit not in NO_NUMBERS)


def told(words: Words, *given: object) -> CallError:
    """A slip of the call, in its sentence."""
    return CallError(Words(*(words[lang].format(*given) for lang in LANGUAGES)))
