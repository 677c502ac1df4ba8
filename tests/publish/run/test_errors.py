import errno
import shutil

import pytest

from analysis.data.misuse import MisuseError
from analysis.publish.run.errors import sentence_of
from analysis.words import Words

LIST = [("a/b.html", "c/.2020-09-abcd/b.html", "[Errno 28] No space left on device")]


@pytest.mark.parametrize(
    ("error", "ko", "en"),
    [
        (OSError(errno.ENOSPC, "x"), "디스크에 자리가 없다. ", "refused: no room is left on the disk. "),
        (shutil.Error(LIST), "디스크에 자리가 없다. ", "refused: no room is left on the disk. "),
        (
            PermissionError(errno.EACCES, "x", "/s/data/.lock"),
            "/s/data: 권한이 없다. ",
            "/s/data: it is not permitted. ",
        ),
        (OSError(errno.EROFS, "x", "/s/reports/.2020-09-ab_12/f"), "/s/reports: 읽기만", "/s/reports: it lies where"),
        (
            OSError(errno.EBUSY, "x", "/s/2020-09", None, "/s/.2020-09-ab/old"),
            "/s/2020-09: 쓰이고",
            "/s/2020-09: it is in use",
        ),
        (OSError(errno.ENOENT, "x", b"a\nb"), "a b: 그런 파일이나", "a b: there is no such file"),
        (OSError(errno.EXDEV, "Cross-device"), "Cross-device", "Cross-device"),
        (MemoryError(), "메모리가 모자란다", "memory runs short"),
        (MisuseError(Words("가", "a")), "가", "a"),
        (
            KeyError("month"),
            "프로그램의 오류이다: KeyError: 'month' (test_errors.py:",
            "An error of the program: KeyError",
        ),
    ],
)
def test_what_stops_the_program_is_a_sentence_in_both_languages(error, ko, en):
    try:
        raise error
    except Exception as caught:
        words = sentence_of(caught)
    assert ko in words.ko
    assert en in words.en
    assert "\n" not in words.ko + words.en
