"""A mail as a file (RFC 5322, MIME): the same bytes for the same words, with nothing of the clock or the host."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from analysis.publish.release.office.xml import checked

SENDER = "업무보고 연구"  # one encoded word: between two of a name Python's reader puts a space
HOST = "study.invalid"  # no host is named so: RFC 2606
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Attachment:
    """A page that a mail carries, as it is."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail: `key` names what it is about, `day` is that of the record it tells of."""

    key: str
    day: date
    subject: str
    plain: str
    html: str
    attachments: Sequence[Attachment] = ()

    def content(self) -> bytes:
        """The mail's file; ReportError where a text has a character that no page can hold."""
        parts = (self.subject, self.plain, self.html, *(one.name for one in self.attachments))
        texts = [checked(text).encode() for text in parts]
        digest = hashlib.sha256(b"\0".join([*texts, *(one.content for one in self.attachments)])).hexdigest()[:32]
        made = EmailMessage(policy=SMTP)
        made["To"] = "undisclosed-recipients:;"
        made["Date"] = datetime.combine(self.day, time(), UTC)
        made["Message-ID"] = f"<{self.key}.{digest}@{HOST}>"
        made["X-Unsent"] = "1"  # mail programs open it as a draft, to be addressed and sent
        made.set_content(self.plain, cte="base64")
        made.add_alternative(self.html, subtype="html", cte="base64")
        for one in self.attachments:
            made.add_attachment(one.content, maintype="text", subtype="html", filename=one_line(one.name))
        for at, part in enumerate(part for part in made.walk() if part.is_multipart()):
            part.set_boundary(f"study-{at}-{digest}")
        first = f"Subject: {_words('Subject', self.subject)}\r\nFrom: {_words('From', SENDER)} <study@{HOST}>\r\n"
        return first.encode("ascii") + made.as_bytes()


def _words(name: str, text: str) -> str:
    """A text as a header's encoded words (RFC 2047), spaces in them: Python's policies lose some where a line ends."""
    return Header(one_line(text), "utf-8", 76, name).encode(linesep="\r\n")


def one_line(text: str) -> str:
    """A text as a header can hold it: nothing in it ends a line."""
    return " ".join(UNSEEN.sub(" ", text).split())
