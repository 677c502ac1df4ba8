"""Whatever the bytes of a file, it is taken in or refused in words."""

import random
import shutil
from datetime import date

from spreadsheets import Percent, ods, xls, xlsx

from analysis.data.intake.faults import RefusedError, UnsureError
from analysis.data.intake.take import take_in

TEXT = (
    "행정심판 처리\n(단위: 건)\n연월,처리 건수,비고\n2020년 8월,187,\n2020년 9월,\"1,190\",잠정\n합계,377,\n※ 주\n",
    "서울시 기준일,서울시 확진자,서울시 추가 확진,서울시 치료중\n2020090300,4133,69,9\n2020090200,4062,101,9\n",
    "회계,2019년 최종예산,2020년 예산,증감\n일반회계,\"1,247,406\",\"984,549\",\"△262,857\"\n",
)  # fmt: skip
CELLS = [["연월", "처리 건수"], ["2020-08", 187], [date(2020, 9, 1), Percent(0.19)]]
FILES = [
    *(text.encode(codec) for text in TEXT for codec in ("utf-8-sig", "cp949", "utf-16")),
    xlsx({"1": CELLS}),
    ods({"1": CELLS}),
    xls(CELLS),
]
PIECES = [b"0000.1", b"0001010100", b"1E99999999", b"9" * 5000, b'"', b"\n", b"\r", b",", b"\0", b"\xff", b"1/0",
          b"{0}", "조".encode(), "단위:".encode(), "천원".encode(), "²".encode(), b"nan", b"[red]"]  # fmt: skip


def wounded(data, chance):
    """The bytes with a few of them changed, cut out, put in or doubled."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 5))):
        at, to = chance.randrange(len(found) + 1), chance.randrange(len(found) + 1)
        match chance.randrange(4):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + chance.choice((1, 2, 40))]
            case 2:
                found[at:at] = chance.choice(PIECES)
            case _:
                found[at:at] = found[to : to + 20]
    return bytes(found)


def test_a_wounded_file_is_taken_in_or_refused_and_nothing_else_is_raised(desk):
    chance = random.Random(2020)
    ends = []
    for _ in range(200):
        path = desk.file("x", wounded(chance.choice(FILES), chance))
        table = chance.choice((None, None, "appeals_monthly", "statements"))
        try:
            take_in(desk.study, "2020-10", path, table, {"E134": "시험", "E135": "시험", "E130": "시험"})
        except (RefusedError, UnsureError) as error:
            ends.append(type(error))
        else:
            ends.append(None)
            shutil.rmtree(desk.study.raw("2020-10"))
    assert {RefusedError, None} <= set(ends)
