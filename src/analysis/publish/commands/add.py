"""`study add` and `study new` as their users see them: what they print, and the code they end with."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.data.contract import TableContract, read_contract
from analysis.data.editions import EDITION_NAME, Study
from analysis.data.intake import messages
from analysis.data.intake.codes import CODES
from analysis.data.intake.faults import NumberedFault, RefusedError, UnsureError
from analysis.data.intake.log import Record
from analysis.data.intake.names import shown_name, shown_text
from analysis.data.intake.offers import Offers, read_offers
from analysis.data.intake.recognise import CUMULATIVE
from analysis.data.intake.take import Taken, take_in
from analysis.data.intake.template import EditionExistsError, new_edition
from analysis.data.misuse import unknown
from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study
from analysis.publish.run.errors import CallError
from analysis.words import LANGUAGES, Lang, Words

SHOWN_AT_MOST = 20


def add(
    files: Sequence[Path], edition: str, table: str | None, accept: Sequence[str], root: Path | None, lang: Lang
) -> int:
    """Takes the files in one after the other; 1 where one is refused, 2 where one's table can't be recognised."""
    study = open_study(root)
    check_month(edition)
    offers = known_offers(study, table)
    accepted = parse_accepted(accept)
    for path in files:
        if not os.path.lexists(path):
            raise call_error(messages.NO_FILE, shown_text(str(path)))
    out, err = console(), console(stderr=True)
    codes, used = [0], set()
    for path in files:
        try:
            taken = take_in(study, edition, path, table, accepted)
        except RefusedError as refused:
            err.print("\n".join(refusal(shown_name(path.name), refused.faults, lang)))
            codes.append(1)
        except UnsureError as unsure:
            err.print(unsure_text(unsure, offers, lang))
            codes.append(2)
        else:
            used |= {one["code"] for record in taken.records for one in record.accepted}
            out.print("\n".join(taken_text(taken, offers, edition, lang)))
    for code in accepted.keys() - used if max(codes) == 0 else ():
        err.print(messages.NOT_NEEDED[lang].format(code))
    if 0 in codes[1:] or max(codes) == 0:
        out.print(messages.CHECK_NEXT[lang].format(edition))
    return max(codes)


def new(edition: str, root: Path | None, lang: Lang) -> int:
    """Makes the templates of a month."""
    study = open_study(root)
    check_month(edition)
    known_offers(study, None)
    try:
        folder = new_edition(study, edition)
    except EditionExistsError:
        raise call_error(messages.STARTED, edition, study.root / "data" / "raw" / edition) from None
    count = sum(path.suffix == ".csv" for path in folder.iterdir())
    console().print(messages.MADE[lang].format(edition=edition, count=count, folder=folder))
    return 0


def call_error(words: Words, *values: object) -> CallError:
    """The sentence with its blanks filled."""
    return CallError(words.filled(*values))


def check_month(edition: str) -> None:
    """CallError where the name of the edition is no month."""
    if not EDITION_NAME.fullmatch(edition):
        raise call_error(messages.BAD_EDITION, edition)


def known_offers(study: Study, table: str | None) -> Offers:
    """The tables that the study knows; CallError where it knows none, or not the one asked for."""
    offers = read_offers(study)
    if not offers.tables:
        raise CallError(messages.NO_CONTRACT)
    if table is not None and table not in offers.tables:
        raise CallError(unknown(Words("표", "table"), table, offers.tables))
    return offers


def parse_accepted(given: Sequence[str]) -> dict[str, str]:
    """The reasons by code; CallError for a code that can't be let through."""
    accepted = {}
    for text in given:
        code, colon, reason = text.partition(":")
        if not colon or not reason.strip():
            raise call_error(messages.BAD_ACCEPT, text)
        if code not in CODES or not CODES[code].oddity:
            raise CallError(_no_oddity(code))
        accepted[code] = reason.strip()
    return accepted


def _no_oddity(code: str) -> Words:
    ko, en = (
        messages.NO_ODDITY[lang].format(
            code, ", ".join(f"{name}({one.title[lang]})" for name, one in CODES.items() if one.oddity)
        )
        for lang in LANGUAGES
    )
    return Words(ko, en)


def refusal(file: str, faults: Sequence[NumberedFault], lang: Lang) -> Iterator[str]:
    """Why a file was refused: every fault by line; of many that are alike the first ones, and how many more."""
    times = Counter(fault.code for fault in faults)
    codes = ", ".join(
        messages.TIMES[lang].format(code=code, title=CODES[code].title[lang], count=count)
        for code, count in sorted(times.items())
    )
    yield messages.REFUSED[lang].format(file=file, count=len(faults), codes=codes)
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    for fault in faults:
        counted[fault.sheet, fault.code, fault.column] += 1
        if counted[fault.sheet, fault.code, fault.column] <= SHOWN_AT_MOST:
            yield fault.text(lang)
    for (_, code, column), count in counted.items():
        if count > SHOWN_AT_MOST:
            yield messages.MORE[lang].format(code=f"{code} {column}".strip(), count=count - SHOWN_AT_MOST)


def unsure_text(unsure: UnsureError, offers: Offers, lang: Lang) -> str:
    """Which tables a file fits, by name and title."""
    named = (f"{name}({offers.tables[name].table.title[lang]})" for name in unsure.candidates)
    return messages.UNSURE[lang].format(file=unsure.file, candidates=", ".join(named))


def taken_text(taken: Taken, offers: Offers, edition: str, lang: Lang) -> Iterator[str]:
    """All that was done with a file, table by table."""
    contract = read_contract(taken.folder)
    for record in taken.records:
        table = contract.tables[record.table]
        yield messages.TAKEN[lang].format(file=record.file, edition=edition, table=table.name, title=table.title[lang])
        for line in record_lines(record, table, offers, lang):
            yield f"    {shown_text(line)}"


def record_lines(record: Record, table: TableContract, offers: Offers, lang: Lang) -> Iterator[str]:
    """What was done with one table of a file, in the order of the work."""
    sheet = [messages.SHEET[lang].format(record.sheet)] if record.sheet else []
    header = "-".join(map(str, sorted({record.header_rows[0], record.header_rows[-1]})))
    yield ", ".join([*sheet, messages.ENCODING[lang].format(encoding=record.encoding, rows=header)])
    if record.shape:
        shape = next(one for one in table.shapes if one.name == record.shape)
        yield messages.SHAPE[lang].format(shape.title[lang])
    columns = (f"{one['column']} → {_field_name(one['field'], lang)}" for one in record.columns)
    yield messages.COLUMNS[lang].format(", ".join(columns))
    if record.dropped_columns:
        dropped = ", ".join(record.dropped_columns)
        yield messages.DROPPED_COLUMNS[lang].format(count=len(record.dropped_columns), columns=dropped)
    yield from _cell_lines(record, offers, lang)
    yield from _row_lines(record, lang)
    yield from _vintage_lines(record, lang)
    for one in record.accepted:
        code = CODES[one["code"]]
        yield messages.ACCEPTED[lang].format(
            code=one["code"], title=code.title[lang], count=len(one["faults"]), reason=one["reason"]
        )
    if record.left_out:
        yield messages.LEFT_OUT[lang].format(", ".join(record.left_out))
    yield messages.KEPT[lang].format(record.original)


def _field_name(field: str, lang: Lang) -> str:
    """A field as shown to the user; an office's running total beside it is called so."""
    name, cumulative, _ = field.partition(CUMULATIVE)
    return messages.CUMULATIVE[lang].format(name) if cumulative else name


def _cell_lines(record: Record, offers: Offers, lang: Lang) -> Iterator[str]:
    for unit in record.units:
        name = offers.vocabulary.name(unit["unit"]) if lang == "ko" else unit["unit"]
        yield messages.UNIT[lang].format(column=unit["column"], factor=unit["multiplied_by"], unit=name)
    for words, kind in ((messages.REWRITTEN, record.rewritten), (messages.MARKED, record.marked)):
        for one in kind:
            examples = ", ".join(f"{before} → {after}" for before, after in one["examples"])
            more = " …" if one["tokens"] > len(one["examples"]) else ""
            yield words[lang].format(field=one["field"], examples=examples + more)
    for field, values in record.new_values.items():
        for slug, name in values.items():
            yield messages.NEW_VALUE[lang].format(field=field, name=name, slug=slug)
    if record.widened:
        yield messages.WIDENED[lang].format(", ".join(record.widened))


def _row_lines(record: Record, lang: Lang) -> Iterator[str]:
    for one in record.dropped_rows:
        yield messages.DROPPED_ROW[lang].format(line=one["line"], text=one["text"], why=messages.WHY[one["why"]][lang])
    if record.filled_down:
        yield messages.FILLED_DOWN[lang].format(record.filled_down)
    span = [messages.SPAN[lang].format(*record.span)] if record.span else [messages.AS_OF[lang].format(record.as_of)]
    yield ", ".join([messages.ROWS[lang].format(record.rows), *span, messages.LINES[record.lines][lang]])


def _vintage_lines(record: Record, lang: Lang) -> Iterator[str]:
    if record.joined:
        yield messages.JOINED[lang].format(edition=record.joined, count=record.known_here)
    if record.known_before:
        yield messages.KNOWN[lang].format(count=record.known_before, revised=len(record.revised))
    for revised in record.revised:
        yield messages.REVISED[lang].format(**revised)
    if record.gap_before:
        yield messages.GAP[lang].format(*record.gap_before)
    if record.missing:
        yield messages.MISSING[lang].format("; ".join(record.missing))
    if record.unended:
        yield messages.UNENDED[lang]
    for one in record.nearly:
        yield messages.NEARLY[lang].format(**one)
    for one in record.disagreements:
        yield messages.DISAGREES[lang].format(**one)
