"""A page's integrity: the record of what it was made from, and the SHA-256 of its own bytes, both in its head."""

import hashlib
import re
from dataclasses import dataclass
from html import escape, unescape

# The hash is over all bytes but its own 64 digits, so that sed and sha256sum can make it again.
OWN = re.compile(rb'<meta name="study-sha256" content="([0-9a-f]{64})">')
HELD = re.compile(rb'<meta name="study-manifest" content="([^"]*)">')


@dataclass(frozen=True)
class Integrity:
    """A page as found: its record, the hash that it states, and whether its bytes have that hash."""

    record: str
    stated: str
    intact: bool


def with_integrity(html: str, record: str) -> str:
    """The page with its record and its hash before its style sheet."""
    before, style, after = html.partition("<style>")
    if not style:
        raise ValueError("the page has no style sheet to stand its record before")
    before += f'<meta name="study-manifest" content="{escape(record)}">\n<meta name="study-sha256" content="'
    after = f'">\n{style}{after}'
    return f"{before}{hashlib.sha256(f'{before}{after}'.encode()).hexdigest()}{after}"


def read_integrity(content: bytes) -> Integrity | None:
    """The integrity of a page; None where it has none of today's form, or more than one."""
    own, held = list(OWN.finditer(content)), HELD.findall(content)
    if len(own) != 1 or len(held) != 1:
        return None
    stated = own[0][1].decode()
    try:
        record = unescape(held[0].decode("ascii"))
    except UnicodeDecodeError:
        return Integrity("", stated, intact=False)
    return Integrity(record, stated, own_hash(content) == stated)


def own_hash(content: bytes) -> str:
    """SHA-256 of the bytes without the digits of the hash that they state."""
    return hashlib.sha256(OWN.sub(lambda found: found[0].replace(found[1], b""), content, count=1)).hexdigest()
