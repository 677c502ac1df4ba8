"""Files as offices might send them, changed in ways whose meaning is known, and what `study add` makes of each.

The oracle: what is taken holds the values that were meant, or says what it left out or is unsure of; whatever can't be
told is refused; nothing else is raised and nothing hangs. `make fuzz` tries ten thousand, with fixed seeds.
"""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from fuzz_office import SLOW, TABLES, File, Office
from spreadsheets import Markup, Percent

from analysis.data.units import UNIT_FACTORS, decimal_text, read_number

Change = Callable[[File, random.Random, Office], File]
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
CIRCLED = "①②③⑩⑳⓪❶➀⑴⒈㉑Ⓐ㉮*＊†‡§※"
UNITS = {0: "원", 3: "천원", 4: "만원", 6: "백만원", 8: "억원", 9: "십억원", 11: "천억원", 12: "조원"}
ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!")
PIECES = (b"0000.1", b"1E99999999", b"9" * 5000, b'"', b"\n", b"\r", b",", b"\0", b"\xff", b"1/0", b"{0}", b"=1+1",
          b"nan", "조".encode(), "단위:".encode(), "천원".encode(), "²".encode(), b"[red]")  # fmt: skip


def figure_cells(file: File, office: Office, chance: random.Random) -> tuple[int, int]:
    """The place of a figure that is filled."""
    table = office.offers.tables[file.table].table
    places = [
        (r, c) for r, row in enumerate(file.rows) for c, name in enumerate(file.fields)
        if table.column(name).role == "figure" and str(row[c]).strip() not in {"", "-"}
    ]  # fmt: skip
    return chance.choice(places)


def with_cell(file: File, at: tuple[int, int], value: object) -> File:
    """The file with another cell."""
    rows = [list(row) for row in file.rows]
    rows[at[0]][at[1]] = value
    return replace(file, rows=rows)


def marked(file: File, chance: random.Random, office: Office) -> File:
    """A note mark beside a figure or a key."""
    at = figure_cells(file, office, chance)
    mark = chance.choice(
        (chance.choice(RAISED), chance.choice(LOWERED), chance.choice(CIRCLED), " 1)", "1)", " 주1)", "¹⁾", "¹,²")
    )
    said = str(file.rows[at[0]][at[1]])
    return with_cell(file, at, mark + said if chance.random() < 0.2 and mark in CIRCLED else said + mark)


def raised_run(file: File, chance: random.Random, office: Office) -> File:
    """A raised digit in a cell's rich text, or digits of two sizes."""
    at = figure_cells(file, office, chance)
    form = chance.choice(('<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>', '<sz val="6"/>'))
    cell = Markup(
        '<c r="{at}" t="inlineStr"><is><r><t>'
        + str(file.rows[at[0]][at[1]])
        + f"</t></r><r><rPr>{form}</rPr><t>2</t></r></is></c>"
    )
    return replace(with_cell(file, at, cell), form="xlsx")


def money_columns(file: File, office: Office) -> list[int]:
    """The columns of money."""
    table = office.offers.tables[file.table].table
    return [at for at, name in enumerate(file.fields) if table.column(name).unit in UNIT_FACTORS]


def in_unit(file: File, chance: random.Random, office: Office) -> File:
    """Money in another unit, which is named somewhere or nowhere."""
    if not (columns := money_columns(file, office)):
        return marked(file, chance, office)
    table = office.offers.tables[file.table].table
    power, unit = chance.choice(list(UNITS.items()))
    rows = [list(row) for row in file.rows]
    for row in rows:
        for at in columns:
            if str(row[at]):
                own = UNIT_FACTORS[table.column(file.fields[at]).unit]
                row[at] = decimal_text(read_number(str(row[at]))[0] * own / 10**power, "")
    head, title = list(file.head), table.title.ko
    file = replace(file, rows=rows, form=chance.choice(("csv", "cp949", "xlsx", "ods", "xls")))
    heading = chance.choice(("{}({})", "{} [{}]", "{}, {}", "{} {}", "{}(단위: {})", "{}_{}"))
    for at in columns:
        head[at] = heading.format(head[at], unit)
    if chance.random() < 0.2:
        return replace(file, head=head)
    above = chance.choice((f"{title} ({unit})", f"(단위: {unit})", unit, f"{title}, {unit}", title, ""))
    below = chance.choice((f"※ 단위: {unit}", f"※ 금액은 {unit} 기준", "※ 확정치", ""))
    return replace(file, above=(above,) if above else (), below=(below,) if below else ())


def powered(file: File, chance: random.Random, office: Office) -> File:
    """One column of money, or all, times a power of ten, with no unit named."""
    if not (columns := money_columns(file, office)):
        return marked(file, chance, office)
    factor = Fraction(10) ** chance.choice([one for one in range(-4, 13) if one])
    some = columns if chance.random() < 0.5 else [chance.choice(columns)]
    rows = [list(row) for row in file.rows]
    for row in rows:
        for at in some:
            if str(row[at]):
                row[at] = decimal_text(read_number(str(row[at]))[0] * factor, "")
    return replace(file, rows=rows)


def failed(file: File, chance: random.Random, office: Office) -> File:
    """An error of the spreadsheet, or a formula that was never computed, in place of a figure."""
    at = figure_cells(file, office, chance)
    error = chance.choice(ERRORS)
    if chance.random() < 0.3:
        return replace(with_cell(file, at, error), must_refuse=True)
    cell = chance.choice(
        (
            '<c r="{at}" t="e"><v>' + error + "</v></c>",
            '<c r="{at}"><f>A1+1</f></c>',
            '<c r="{at}"><f>A1</f><v></v></c>',
        )
    )
    return replace(with_cell(file, at, Markup(cell)), form="xlsx", must_refuse=True)


def percents(file: File, chance: random.Random, office: Office) -> File:
    """Per cents as fractions, shown as per cents or not."""
    table = office.offers.tables[file.table].table
    columns = [at for at, name in enumerate(file.fields) if table.column(name).unit == "%"]
    if not columns:
        return rewritten(file, chance, office)
    rows = [list(row) for row in file.rows]
    form = chance.choice(("csv", "xlsx", "ods"))
    for row in rows:
        for at in columns:
            if str(row[at]):
                share = float(read_number(str(row[at]))[0] / 100)
                row[at] = share if form == "csv" else Percent(share)
    return replace(file, rows=rows, form=form)


def rewritten(file: File, chance: random.Random, office: Office) -> File:
    """The same numbers in other clothes."""
    wide = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")
    ways: tuple[Callable[[str], str], ...] = (
        lambda text: text.translate(wide),
        lambda text: f"\u00a0{text} ",
        lambda text: f"\u200b{text}",
        lambda text: text.replace(",", ""),
        lambda text: text.replace(",", " "),
        lambda text: f"△{text[1:]}" if text.startswith("-") else text,
        lambda text: f"({text[1:]})" if text.startswith("-") else text,
        lambda text: f"'{text}",
        lambda text: f"약 {text}",
        lambda text: f"{text}건",
        lambda text: f"{text}.0",
    )
    file = replace(file, form=chance.choice(("csv", "cp949", "xlsx", "ods", "xls")))
    for _ in range(chance.choice((1, 3))):
        at = figure_cells(file, office, chance)
        file = with_cell(file, at, chance.choice(ways)(str(file.rows[at[0]][at[1]])))
    return file


def cut(file: File, chance: random.Random, office: Office) -> File:
    """The end of the file is gone."""
    data = file.bytes
    return replace(file, data=data[: chance.randrange(len(data) // 3, len(data))])


def without_row(file: File, chance: random.Random, office: Office) -> File:
    """A row is left out."""
    at = chance.randrange(len(file.rows))
    return replace(file, rows=[row for n, row in enumerate(file.rows) if n != at])


def general(file: File, chance: random.Random, office: Office) -> File:
    """Other numbers under a general heading."""
    months = [["월", "일자", "구분"][chance.randrange(3)], chance.choice(("건수", "계", "인원", "금액"))]
    rows = [[f"{month}월", chance.randrange(300, 90_000)] for month in range(8, 10)]
    return replace(file, head=months, rows=rows, meant={}, must_refuse=True)


def other_year(file: File, chance: random.Random, office: Office) -> File:
    """Months without a year under a title of another year."""
    months = office.good("appeals_monthly")
    rows = [[f"{month}월", 100 + month] for month in range(1, 1 + chance.randrange(1, 9))]
    meant = {(f"2019-0{month}",): {"decisions": Fraction(100 + month)} for month in range(1, 9)}
    title = chance.choice(("2019년 행정심판 처리 현황", "행정심판 처리 현황('19년)", "행정심판(2019)"))
    return replace(months, rows=rows, meant=meant, above=(title,))


def totals(file: File, chance: random.Random, office: Office) -> File:
    """Running totals under the heading of counts."""
    name = chance.choice(("covid_daily", "appeals_monthly"))
    good = office.good(name)
    so_far, rows = chance.choice((0, 5_000)), []
    for row in good.rows:
        so_far += int(read_number(str(row[1]))[0])
        rows.append([row[0], so_far])
    return replace(good, rows=rows[1:], above=(office.offers.tables[name].table.title.ko,))


def hostile(file: File, chance: random.Random, office: Office) -> File:
    """A container that asks for too much, or is broken."""
    far = chance.choice(("XFD1048576", "AAA900000", "ZZZZZ99999999", "B9999999"))
    way = chance.randrange(3)
    if way == 0:
        rows = [*file.rows, [Markup(f'<c r="{far}"><v>1</v></c>')]]
        return replace(file, rows=rows, form="xlsx", must_refuse=True)
    data = bytearray(replace(file, form=chance.choice(("xlsx", "ods", "xls"))).bytes)
    if way == 1:
        return replace(file, data=bytes(data[: chance.randrange(8, len(data) - 30)]), must_refuse=data[:2] == b"PK")
    for _ in range(chance.choice((1, 8))):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    return replace(file, data=bytes(data), meant=file.meant)


def wounded(file: File, chance: random.Random, office: Office) -> File:
    """A few bytes changed, cut out, put in or doubled: nothing is known of what it means."""
    form = chance.choice(("csv", "cp949", "xlsx", "ods", "xls"))
    data = bytearray(replace(file, form=form).bytes)
    for _ in range(chance.choice((1, 2, 5))):
        at, to = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.choice((1, 2, 40))]
            case 2:
                data[at:at] = chance.choice(PIECES)
            case _:
                data[at:at] = data[to : to + 20]
    return replace(file, data=bytes(data), meant={})


CHANGES: tuple[Change, ...] = (
    marked, raised_run, in_unit, powered, failed, percents, rewritten, cut, without_row, general, other_year, totals,
    hostile, wounded,
)  # fmt: skip
APART = {hostile, wounded, cut}
# Bytes changed at random may well be another number: only that nothing is raised is held of them.
UNKNOWN = {wounded}


def tries(count: int, seed: int = 2020) -> Iterator[tuple[str, int, str, float]]:
    """The change, the seed, the outcome and the seconds of each file."""
    office = Office()
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        change = CHANGES[number % len(CHANGES)]
        file = change(office.good(chance.choice(TABLES)), chance, office)
        started = time.monotonic()
        outcome = office.outcome(file, apart=change in APART)
        if change in UNKNOWN or (change is hostile and not file.must_refuse):
            outcome = "taken" if outcome == "wrong" else outcome
        yield change.__name__, number, outcome, time.monotonic() - started


def bad(outcome: str, seconds: float) -> bool:
    """Whether the oracle is not kept."""
    return outcome.startswith(("wrong", "crashed")) or seconds > SLOW


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(count: int) -> int:
    """Prints the outcomes by kind of change, and every file that keeps not to the oracle; 1 where there is one."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    failures = 0
    for change, number, outcome, seconds in tries(count):
        by_kind[change][outcome.partition(":")[0]] += 1
        if bad(outcome, seconds):
            failures += 1
            say(f"{change} {number}: {outcome} ({seconds:.1f} s)")
    for change, outcomes in by_kind.items():
        say(f"{change:12} " + ", ".join(f"{name} {times}" for name, times in sorted(outcomes.items())))
    say(f"{count} files, {failures} against the oracle")
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
