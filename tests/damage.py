"""A study whose files are damaged, and its commands: never a traceback, never a hang, never silently wrong.

`python tests/damage.py [CASES]` prints the counts by kind of file and ends with 1 where a case fails. Seeds are fixed.
"""

import csv
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from tiny_study import EDITION, NAME, OTHER, code, make_study, small_notebook, write
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.data.process import process_edition
from analysis.messages import UNEXPECTED
from analysis.publish.make import make
from analysis.publish.run.jobs import Manner, plan

CASES, SECONDS, SEED = 1_000, 60, 20_201_015
BEFORE = "2020-08"
OURS = UNEXPECTED.en.split("{", maxsplit=1)[0]
DAMAGE = "raw", "contract", "log", "register", "processed", "reports", "issued", "notebook"

WRONG = "traceback", "hang", "wrong", "silent"

Damage = Callable[[bytes, random.Random], bytes]


def make_base(root: Path) -> Path:
    """A study of two editions, its reports made and issued, with a file taken in."""
    study = Study(make_study(root, [BEFORE, EDITION]))
    reading = code("from analysis.data import open_edition\nn = len(open_edition(edition).table('output_monthly'))")
    write(root, NAME, small_notebook("하나?", "One?", reading, results={"tiny.one": "n"}))
    write(root, OTHER, small_notebook("둘?", "Two?", results={"tiny.two": "2"}))
    (root / "new.csv").write_text("월,처리\n2020-05,105\n2020-06,205\n2020-07,207\n2020-08,199\n", "utf-8")
    assert call(root, "add", root / "new.csv", "--edition", EDITION)[0] == 0
    for edition in (BEFORE, EDITION):
        process_edition(study, edition)
    assert not make(study, EDITION, plan(study, EDITION, {}), Manner(2)).failures
    assert call(root, "issue", EDITION, "--note", "first")[0] == 0
    (root / "source.txt").write_text("2020-05 105\n", "utf-8")
    for path in root.rglob("*"):  # damage reaches what is read-only, too
        path.chmod(0o755 if path.is_dir() else 0o644)
    return root


def files_of(root: Path) -> dict[str, list[str]]:
    """The files to damage, by kind."""
    found = {
        "raw": "data/raw/*/*.csv", "contract": "data/raw/*/datapackage.json", "log": "data/raw/*/taken.json",
        "register": "data/*.yaml", "processed": "data/processed/*/*", "reports": "reports/20*/*.json",
        "issued": "[dr]*/issued/**/*", "notebook": "[nr]*/**/*.ipynb",
    }  # fmt: skip
    return {
        kind: sorted(path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file())
        for kind, pattern in found.items()
    }


def _bytes_changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data or b" ")
    for _ in range(chance.choice((1, 1, 3, 30))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, 60) :]


def _noise(data: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        (b"", b"\n", b"\0" * 40, b"null", b"[]", b"{}", b'"text"', b"[" * 5_000, chance.randbytes(300))
    )


def _lines_mixed(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines[: chance.randrange(1, len(lines) + 1)]) if lines else data


def _line_doubled(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def _value_changed(data: bytes, chance: random.Random) -> bytes:
    """One value of a file in JSON, at any depth, in another kind's place, gone, or under another name."""
    try:
        content = json.loads(data)
    except ValueError:
        return _bytes_changed(data, chance)
    spots = [
        (holder, key)
        for holder in _holders(content)
        for key in (holder if isinstance(holder, dict) else range(len(holder)))
    ]
    if not spots:
        return b"null"
    holder, key = chance.choice(spots)
    new = chance.choice(
        (None, True, 0, -1, 3.5, 1e400, "", "x", "../../etc/passwd", "2020-13-45", [], {}, [1], {"a": 1})
    )
    if chance.random() < 0.3:
        del holder[key]
    elif isinstance(holder, dict) and chance.random() < 0.2:
        holder[f"{key}x"] = holder.pop(key)
    else:
        holder[key] = new
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _holders(content: object) -> Iterator[dict | list]:
    if isinstance(content, dict | list):
        yield content
        for one in content.values() if isinstance(content, dict) else content:
            yield from _holders(one)


def _marked(data: bytes, _: random.Random) -> bytes:
    return b"\xef\xbb\xbf" + data


def _spaced(data: bytes, _: random.Random) -> bytes:
    return data.replace(b",", b", ")


def _tabbed(data: bytes, _: random.Random) -> bytes:
    return data.replace(b",", b"\t")


def _with_semicolons(data: bytes, _: random.Random) -> bytes:
    return data.replace(b",", b";")


def _carriage(data: bytes, _: random.Random) -> bytes:
    return data.replace(b"\n", b"\r\n")


HARM: list[Damage] = [_bytes_changed, _cut, _hole, _noise, _lines_mixed, _line_doubled]
KEEPING: list[Damage] = [_marked, _spaced, _tabbed, _with_semicolons, _carriage]  # of a table: it says the same


def damages(kind: str) -> list[Damage]:
    """How files of a kind are damaged."""
    return [*HARM, *KEEPING] if kind == "raw" else [*HARM, _marked, _carriage, _value_changed, _value_changed]


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Inside, TimeoutError after so many seconds."""

    def late(*_: object) -> None:
        raise TimeoutError(f"no end after {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def call(root: Path, *arguments: object) -> tuple[int, str]:
    """A command's exit code and all that it printed."""
    given = [*map(str, arguments), "--root", str(root), "--lang", "en"]
    with limited(SECONDS), chdir(root.parent):  # no study around
        result = CliRunner().invoke(app, given)
    broken = result.exception is not None and not isinstance(result.exception, SystemExit)
    return result.exit_code, f"{result.output}{f'Traceback: {result.exception!r}' if broken else ''}"


COMMANDS = (
    ("check", EDITION), ("run", EDITION, "--explain"), ("diff", BEFORE, EDITION), ("verify", "--all"), ("where", "207"),
    ("trace", "source.txt", "--edition", EDITION), ("issue", EDITION, "--note", "again"),
    ("add", "new.csv", "--edition", EDITION),
)  # fmt: skip


def faults_of(root: Path, base: Path, kind: str, name: str, chance: random.Random) -> Iterator[str]:
    """What a damaged study does that it must not: each as its own sentence."""
    changed = (root / name).read_bytes() if (root / name).is_file() else b""
    codes = {}
    for command in COMMANDS:
        given = [root / one if one in ("source.txt", "new.csv") else one for one in command]
        try:
            codes[command[0]], output = call(root, *given)
        except TimeoutError as error:
            yield f"hang: {command[0]}: {error}"
            continue
        if "Traceback" in output or OURS in output:
            yield f"traceback: {command[0]}: {output.strip().splitlines()[-1][:200]}"
        if codes[command[0]] and not output.strip():
            yield f"silent: {command[0]} ends with {codes[command[0]]} and says nothing"
        if command[0] == "check" and (wrong := wrong_data(root, base, kind, name, changed, passed=codes["check"] == 0)):
            yield f"wrong: {wrong}"
    if kind == "issued" and not _same(changed, (base / name).read_bytes(), name) and not codes.get("verify"):
        yield "wrong: verify --all passes what was changed after the issue"


def _same(one: bytes, other: bytes, name: str) -> bool:
    """Whether two files say the same: byte for byte, or, of a record, the same JSON."""
    if not name.startswith("data/"):
        return one == other
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:
        return False


def wrong_data(root: Path, base: Path, kind: str, name: str, changed: bytes, *, passed: bool) -> str:
    """How the processed data is not what the raw data says, where a check passed it; empty where it is."""
    if not passed:
        return ""
    was, now = (_processed(one) for one in (base, root))
    if kind == "raw" and EDITION in name:  # a month that it does not have is that of the edition before
        says = {**dict(as_read((root / name.replace(EDITION, BEFORE)).read_bytes())), **dict(as_read(changed))}
        return "" if dict(now) == says else f"processed {now}, the files say {says}"
    if kind in ("processed", "reports", "issued", "notebook", "log") and was != now:
        return "the processed data moved with a file that is not its source"
    return ""


def _processed(root: Path) -> list[tuple[str, str]]:
    with (root / f"data/processed/{EDITION}/output_monthly.csv").open(encoding="utf-8", newline="") as stream:
        return [(row["month"], row["decisions"]) for row in csv.DictReader(stream)]


def as_read(data: bytes) -> list[tuple[str, str]]:
    """What a table says, by a reading of its own: the separator that the header shows, blanks left out."""
    text = data.decode("utf-8-sig")
    header = text.split("\n", 1)[0]
    mark = next((one for one in ",\t;" if one in header), ",")
    rows = [
        [cell.strip() for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True)
        if row
    ]
    at = {column: rows[0].index(column) for column in ("month", "decisions")}
    return [(row[at["month"]], row[at["decisions"]].replace(",", "")) for row in rows[1:]]


def run(base: Path, scratch: Path, cases: int) -> tuple[Counter[str], dict[str, list[str]]]:
    """Damages a copy of the base so many times; how many cases each kind had, and what went wrong in which."""
    files, counts, wrong = files_of(base), Counter[str](), defaultdict[str, list[str]](list)
    for number in range(cases):
        chance = random.Random(SEED + number)
        kind = DAMAGE[number % len(DAMAGE)]
        name, how = chance.choice(files[kind]), chance.choice(damages(kind))
        root = scratch / "study"
        shutil.copytree(base, root)
        path = root / name
        if chance.random() < 0.06:  # another thing in the file's place
            path.unlink()
            chance.choice(
                (
                    lambda: None,
                    path.mkdir,
                    lambda place=path: place.symlink_to("nowhere"),
                    lambda place=path: os.mkfifo(place),
                )
            )()
        else:
            path.write_bytes(how(path.read_bytes(), chance))
        counts[kind] += 1
        wrong[kind] += [f"{number} {name} {how.__name__}: {one}" for one in faults_of(root, base, kind, name, chance)]
        shutil.rmtree(root)
    return counts, wrong


def main(cases: int) -> int:
    """Prints the counts by kind; 1 where a case failed."""
    with tempfile.TemporaryDirectory(prefix="study-damage-") as folder:
        base = make_base(Path(folder, "base"))
        counts, wrong = run(base, Path(folder), cases)
    for kind in DAMAGE:
        found = Counter(one.split(": ")[1] for one in wrong[kind])
        counted = ", ".join(f"{found[each]} {each}" for each in WRONG)
        lines = [f"{kind}: {counts[kind]} damaged, {counted}", *(f"    {one}" for one in wrong[kind])]
        sys.stdout.write("\n".join([*lines, ""]))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
