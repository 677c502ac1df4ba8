"""A digest is a mail that says what an edition says and what changed; nothing in it acts, calls home or moves."""

import email
import email.header
import email.policy
import json
import socket
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from tiny_study import EDITION, NAME, OTHER, carrying, executed, make_study
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.present import brief
from analysis.publish.release.digest.letter import MOST, for_readers, html_of
from analysis.publish.release.digest.mail import SENDER, Attachment, Mail
from analysis.publish.release.digest.told import Before, Told, before
from analysis.publish.release.issued import issue_folder
from analysis.publish.run.errors import ReportError
from analysis.publish.run.outcome import INBOX, Problem, outcome_file, read_problems, record_problems
from analysis.publish.run.provenance import Issue, Provenance
from analysis.publish.run.results import Executed
from analysis.words import Words

from .test_issue import corrected, drafted, issue, study  # noqa: F401

EVIL = '<script src="https://x.example/a.js"></script>&'
OWN = {"fact": f"하나 {EVIL}", "meaning": "모자람.", "ask": "확인.", "why": ["9. 6.까지"]}
LINE = {"notebook": NAME, "id": "a.b", "kind": "fact", "ko": OWN, "en": {**OWN, "fact": "one", "why": []}}
SUBJECT = "[초안] " + "가나다라마바사아자차카타파하 " * 8 + "/ [Draft] and then it goes on in English for a while"


def digest(study, *options, lang="en"):  # noqa: F811
    return CliRunner().invoke(app, ["digest", EDITION, "--root", str(study.root), "--lang", lang, *options])


def mail_of(study, kind):  # noqa: F811
    content = (study.root / "reports" / "digest" / f"{EDITION}-{kind}.eml").read_bytes()
    return email.message_from_bytes(content, policy=email.policy.default)


def plain(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def result(value):
    return {"value": value, "low": None, "high": None, "unit": "count", "method": "counted", "notebook": NAME}


def claim(holds):
    return {"holds": holds, "kind": "fact", "headline": True, "notebook": NAME, "ko": f"주장 {EVIL}", "en": "the claim"}


def told(tmp_path, **results):
    books = [
        Executed(NAME, lang, executed(carrying(brief.MIMETYPE, {"lines": [LINE]}), lang=lang)) for lang in ("ko", "en")
    ]
    provenance = Provenance(EDITION, "2020-08-28", None, "3.11", {}, issue=Issue(2, f"까닭 {EVIL}", "2020-10-15"))
    return Told(tmp_path / "reports" / EDITION, provenance, books, results, {"a.b": claim(False), "a.new": claim(True)})


@pytest.mark.parametrize(
    ("lang", "turn", "number"),
    [("ko", "성립 → 성립하지 않음", "a.one: 1개 → 2개"), ("en", "holds → does not hold", "a.one: 1 item → 2 items")],
)
def test_the_letter_has_the_brief_what_turned_and_what_moved(tmp_path, lang, turn, number):
    words = Words("앞 호", "the issue before")
    earlier = Before(words, {"a.one": result(1.0), "a.same": result(3.0)}, {"a.b": claim(True), "a.old": claim(True)})
    letter = for_readers(told(tmp_path, **{"a.one": result(2.0), "a.same": result(3.0)}), earlier, tmp_path, (), lang)
    done, turned, moved, pages = letter.parts
    assert done.lines[0][1] == ["모자람.", "확인."]
    assert [below for _, below in turned.lines] == [[turn]]
    assert [line for line, _ in moved.lines] == [number]
    assert words[lang] in turned.heading
    assert f"{lang}/{NAME}.html" in pages.lines[0][0]
    assert EDITION in pages.heading


def test_of_many_numbers_that_moved_the_rest_is_counted_and_claims_that_are_not_at_hand_are_said_to_be(tmp_path):
    names = [f"a.n{at}" for at in range(MOST + 3)]
    now = told(tmp_path, **{name: result(2.0) for name in names})
    earlier = Before(Words("앞 호", "before"), {name: result(1.0) for name in names}, None)
    _, turned, moved, _ = for_readers(now, earlier, tmp_path, (), "en").parts
    assert (len(moved.lines), moved.note) == (MOST, "and 3 more")
    assert "can't be compared" in turned.lines[0][0]
    _, changes, _ = for_readers(now, None, tmp_path, (), "en").parts
    assert "no earlier issue or edition" in changes.lines[0][0]


def test_a_first_draft_is_compared_with_the_drafts_of_the_edition_before_where_there_are_any(tmp_path):
    study = Study(make_study(tmp_path, ("2020-08", EDITION)))  # noqa: F811
    now = replace(told(tmp_path), provenance=Provenance(EDITION, None, None, "3.11", {}))
    assert before(study, now) is None
    folder = study.reports("2020-08")
    folder.mkdir(parents=True)
    (folder / "results.json").write_text(json.dumps({"results": {"a.one": result(1.0)}}))
    (folder / "claims.json").write_text(json.dumps({"claims": {"a.b": claim(True)}}))
    earlier = before(study, now)
    assert (earlier.words.en, set(earlier.results), set(earlier.claims)) == (
        "the draft of the August 2020 edition", {"a.one"}, {"a.b"}
    )  # fmt: skip
    (folder / "claims.json").write_text('{"claims": {"a.b": 1}}')
    assert before(study, now) is None


def test_the_html_of_a_letter_shows_every_text_and_has_nothing_that_acts_or_loads(tmp_path):
    letters = [for_readers(told(tmp_path), None, tmp_path, (), lang) for lang in ("ko", "en")]
    soup = BeautifulSoup(html_of(letters), "html.parser")
    assert not soup.select("script, img, link, iframe, [src], [href]")
    assert "url(" not in html_of(letters)
    for letter in letters:
        shown = " ".join(soup.select_one(f"section[lang={letter.lang}]").get_text().split())
        assert f"까닭 {EVIL}" in shown
        for line in letter.plain().splitlines():
            assert line.lstrip("□○※- ") in shown


def test_a_mail_reads_back_whole_in_the_same_bytes_and_no_text_becomes_a_header():
    pages = [Attachment("보고서\r\nX-Evil: 1.html", "<p>가</p>\r\n".encode()), Attachment("b.html", b"\xff\x00\n")]
    mail = Mail(
        "2020-09.draft",
        date(2020, 8, 28),
        f"{SUBJECT}\r\nBcc: a@b.c",
        "글\n.\n",
        "<p>글</p>\n",
        pages,
    )
    made = mail.content()
    assert made == mail.content()
    assert socket.gethostname().encode() not in made or len(socket.gethostname()) < 4
    assert all(len(line) <= 998 and line.isascii() for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    read = email.message_from_bytes(made, policy=email.policy.default)
    assert not read.defects
    assert set(read.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"
    }  # fmt: skip
    assert read["Subject"] == f"{SUBJECT} Bcc: a@b.c"
    assert read["Date"].datetime.isoformat() == "2020-08-28T00:00:00+00:00"
    [(plain_type, html_type)] = [[one.get_content_type() for one in read.get_payload(0).get_payload()]]
    assert (plain_type, html_type) == ("text/plain", "text/html")
    assert (plain(read), read.get_body(("html",)).get_content()) == ("글\n.\n", "<p>글</p>\r\n")
    assert [one.get_payload(decode=True) for one in read.iter_attachments()] == [one.content for one in pages]
    assert next(read.iter_attachments()).get_filename() == "보고서 X-Evil: 1.html"
    other = email.message_from_bytes(made)["Subject"]  # the older reader
    assert "".join(str(email.header.make_header(email.header.decode_header(other)))) == f"{SUBJECT} Bcc: a@b.c"


@pytest.mark.parametrize("before", range(0, 40, 3))
def test_no_letter_and_no_space_of_a_header_is_lost_wherever_its_lines_end(before):
    text = f"가{'나' * before}" + ' 기획 조정실 업무보고 연구, [정정 제2호] / (Issue) a <b@c.d> "e",' * 4
    name = f"가{'나' * before} 다 라.html"
    mail = Mail("k", date(2020, 8, 28), text, "", "", [Attachment(name, b"")])
    read = email.message_from_bytes(mail.content(), policy=email.policy.default)
    assert read["Subject"] == text
    assert [(one.display_name, one.addr_spec) for one in read["From"].addresses] == [(SENDER, "study@study.invalid")]
    assert next(read.iter_attachments()).get_filename() == name


def test_a_mail_refuses_what_no_page_can_hold():
    with pytest.raises(ReportError, match=r"U\+0007"):
        Mail("k", date(2020, 8, 28), "s", "a\x07", "h").content()


def test_the_digest_of_drafts_is_marked_so_and_the_same_each_time(study):  # noqa: F811
    made = []
    for _ in range(2):
        done = digest(study)
        assert (done.exit_code, "A mail is written, not sent:" in done.stdout) == (0, True), done.output
        made.append((study.root / "reports" / "digest" / f"{EDITION}-draft.eml").read_bytes())
    assert made[0] == made[1]
    mail = mail_of(study, "draft")
    assert ("[초안]" in mail["Subject"], "[Draft]" in mail["Subject"]) == (True, True)
    assert f"ko/{NAME}.html" in plain(mail)
    assert "비교할 앞 호나 앞 판 없음" in plain(mail)


def test_the_digest_of_a_correction_has_its_number_and_reason_and_what_moved(corrected):  # noqa: F811
    assert digest(corrected).exit_code == 0
    mail = mail_of(corrected, "2")
    assert ("[정정 제2호]" in mail["Subject"], "[Correction, issue 2]" in mail["Subject"]) == (True, True)
    assert "비율을 고쳤다" in plain(mail)
    assert "tiny.one: 0.25 items → 0.5 items" in plain(mail)
    assert "Claims that turned since issue 1 of the September 2020 edition" in plain(mail)
    assert "No claim turned" in plain(mail)
    assert digest(corrected, "--issue", "1").exit_code == 0
    first = mail_of(corrected, "1")
    assert first["Date"].datetime.date() == date(2020, 10, 15)
    assert "[Issue 1]" in first["Subject"]
    assert digest(corrected, "--draft").exit_code == 0
    assert "since issue 2 of" in plain(mail_of(corrected, "draft"))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--issue", "2"], 2, "2020-09 has no issue 2; issues made of it: 1"),
        (["--issue", "1", "--draft"], 2, "Give either --issue or --draft"),
        ([], 1, "are gone or not as issued"),
    ],
)
def test_what_cannot_be_digested_is_said_and_nothing_is_written(study, options, code, said):  # noqa: F811
    assert issue(study).exit_code == 0
    page = issue_folder(study, EDITION, 1) / "ko" / f"{NAME}.html"
    page.chmod(0o644)
    page.write_text("edited")
    done = digest(study, *options)
    assert (done.exit_code, said in done.stderr) == (code, True), done.output
    assert not (study.root / "reports" / "digest").exists()


def test_a_run_that_failed_gives_the_operator_a_mail_until_it_succeeds(study):  # noqa: F811
    root = study.root
    record_problems(study, EDITION, [Problem(Words(f"멈췄다.\n    {root}/reports/a", f"stopped {EVIL}"), (NAME,))])
    done = digest(study)
    assert (done.exit_code, "a mail for the operator alone" in done.stderr) == (0, True), done.output
    mail = mail_of(study, "failed")
    assert ("[실패]" in mail["Subject"], "[Failed]" in mail["Subject"]) == (True, True)
    assert "○ 멈췄다.\n   - reports/a" in plain(mail)
    assert EVIL in plain(mail)
    assert not BeautifulSoup(mail.get_body(("html",)).get_content(), "html.parser").select("script")
    assert not (root / "reports" / "digest" / f"{EDITION}-draft.eml").exists()
    assert issue(study).exit_code == 0
    assert digest(study).exit_code == 0
    assert mail_of(study, "1")["Subject"]  # what was issued is as it was
    record_problems(study, EDITION, [])
    assert digest(study).exit_code == 0
    assert not (root / "reports" / "digest" / f"{EDITION}-failed.eml").exists()
    record_problems(study, INBOX, [Problem(Words("받지 않은 파일", "a file refused: \x1b[31m\udcff"))])
    assert digest(study, "--draft").exit_code == 0  # the drafts are no worse for it
    assert r"a file refused: \x1b[31m\udcff" in plain(mail_of(study, "failed"))
    assert mail_of(study, "draft")["Subject"]
    record_problems(study, INBOX, [])
    assert not outcome_file(study, EDITION).parent.exists()


def test_a_run_of_some_notebooks_leaves_what_is_known_of_others_that_still_wait(study):  # noqa: F811
    one, other = (Problem(Words(name, name), (name,)) for name in (NAME, OTHER))
    for name in (NAME, OTHER):
        kept = outcome_file(study, EDITION).with_suffix("") / "ko" / f"{name}.ipynb"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("{}")
    record_problems(study, EDITION, [one, other])
    record_problems(study, EDITION, [], {NAME})
    assert read_problems(study, EDITION) == [other]
    record_problems(study, EDITION, [one], {NAME})
    assert read_problems(study, EDITION) == [other, one]
    record_problems(study, EDITION, [])
    assert not read_problems(study, EDITION)
    outcome_file(study, EDITION).write_text('{"problems": [{}]}')
    done = digest(study)
    assert (done.exit_code, "The record of the run can't be read" in done.stderr) == (1, True), done.output
