"""A signed issue tells whose it is; whoever changes a page, and all hashes with it, can't sign it again."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.data.editions import Study
from analysis.publish.page.integrity import own_hash, read_integrity
from analysis.publish.release.issued import issue_folder, signature_file
from analysis.publish.release.signature import LIST, SIGNATURE

from .test_issue import EDITION, drafted, issue, study  # noqa: F401

PAGE = "index.html"


def study_command(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments), "--lang", "en"])


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    return path


@pytest.fixture
def signed(study, key):  # noqa: F811
    result = issue(study, "발행", "--sign", str(key))
    assert result.exit_code == 0, result.stderr
    return study, issue_folder(study, EDITION, 1)


def know(study, key):  # noqa: F811
    (study.root / "data" / "signers").write_text(f"office@example {key.with_suffix('.pub').read_text()}")


def forge(path):
    """Changes a word of a page and makes its hash anew, as anyone can."""
    path.chmod(0o644)
    content = path.read_bytes().replace("하나".encode(), "다섯".encode())
    content = content.replace(read_integrity(content).stated.encode(), own_hash(content).encode())
    path.write_bytes(content)
    assert read_integrity(content).intact


def test_verify_tells_unsigned_an_unknown_key_a_known_key_and_a_broken_signature(signed, key):
    study, folder = signed  # noqa: F811
    result = study_command("verify", folder / PAGE, "--root", study.root)
    assert (result.exit_code, "signed, but by an unknown key: SHA256:" in result.stdout) == (0, True)
    know(study, key)
    result = study_command("verify", folder / PAGE, "--root", study.root)
    assert (result.exit_code, "signed by office@example" in result.stdout.replace("\n", " ")) == (0, True)
    result = study_command("verify", "--all", "--root", study.root)
    assert (result.exit_code, "signed by office@example" in result.stdout) == (0, True)
    (folder / SIGNATURE).chmod(0o644)
    (folder / SIGNATURE).write_bytes((folder / SIGNATURE).read_bytes()[:-60])
    result = study_command("verify", folder / PAGE, "--root", study.root)
    assert (result.exit_code, "The signature is broken" in result.stderr) == (1, True)
    result = study_command("verify", "--all", "--root", study.root)
    assert (result.exit_code, "the signature is none of its files" in result.stderr) == (1, True)
    (folder / SIGNATURE).unlink()
    assert "There is no signature beside it" in study_command("verify", folder / PAGE, "--root", study.root).stdout


def test_a_forged_page_whose_hashes_are_all_made_anew_is_found_away_from_the_study(signed, monkeypatch, tmp_path):
    _, folder = signed
    monkeypatch.chdir(tmp_path)
    assert study_command("verify", folder / PAGE).exit_code == 0
    was = (folder / PAGE).read_bytes()
    forge(folder / PAGE)
    result = study_command("verify", folder / PAGE)
    assert (result.exit_code, "The signature is broken" in result.stderr) == (1, True)

    before, after = (hashlib.sha256(one).hexdigest() for one in (was, (folder / PAGE).read_bytes()))
    (folder / LIST).chmod(0o644)
    (folder / LIST).write_text((folder / LIST).read_text().replace(before, after))
    assert study_command("verify", folder / PAGE).exit_code == 1


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ({"issue"}, "a file is missing: SHA256SUMS.sig"),
        ({"record"}, "its signature"),
        ({"issue", "record"}, "its signature"),
    ],
)
@pytest.mark.parametrize("other", [None, b"another"])
def test_a_signature_that_is_deleted_or_another_is_told(signed, places, message, other):
    study, folder = signed  # noqa: F811
    files = {"issue": folder / SIGNATURE, "record": signature_file(study, EDITION, 1)}
    for place in places:
        files[place].chmod(0o644)
        files[place].unlink() if other is None else files[place].write_bytes(other)
    result = study_command("verify", "--all", "--root", study.root)
    expected = message.replace("a file is missing", "changed after the issue") if other else message
    assert (result.exit_code, expected in result.stderr) == (1, True), result.output


def test_a_signature_that_a_stopped_issue_left_is_none_of_the_next_which_gets_none_afterwards(study, key):  # noqa: F811
    left = signature_file(study, EDITION, 1)
    left.parent.mkdir()
    left.write_text("of what was never recorded")
    assert issue(study).exit_code == 0
    assert not left.exists()
    assert not (issue_folder(study, EDITION, 1) / SIGNATURE).exists()
    shutil.rmtree(issue_folder(study, EDITION, 1))
    result = issue(study, "발행", "--sign", str(key))
    assert (result.exit_code, "was issued without a signature" in result.stderr) == (1, True), result.output


def test_an_issue_made_again_has_its_signature_without_the_key(signed):

    study, folder = signed  # noqa: F811
    signature = (folder / SIGNATURE).read_bytes()
    shutil.rmtree(folder)
    assert issue(study).exit_code == 0
    assert (folder / SIGNATURE).read_bytes() == signature == signature_file(study, EDITION, 1).read_bytes()


def test_without_the_program_that_signs_nothing_is_issued(study, key, monkeypatch):  # noqa: F811
    monkeypatch.setenv("PATH", "")
    result = issue(study, "발행", "--sign", str(key))
    assert (result.exit_code, "There is no ssh-keygen to sign with" in result.stderr) == (2, True), result.stderr
    assert not (study.root / "data" / "issued").exists()


@pytest.mark.parametrize(
    ("place", "password", "en", "ko"),
    [
        (None, "", "missing or can't be read", "없거나 읽을 수 없다"),
        ("keys", "right", "its passphrase is wrong", "암호가 틀리다"),
        ("study", "", "lies in the study's folder", "연구 폴더 안에 있다"),
    ],
)
def test_a_key_that_cannot_sign_ends_with_2_and_nothing_is_issued(study, tmp_path, place, password, en, ko):  # noqa: F811
    path = (study.root if place == "study" else tmp_path) / "one"
    if place:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", password, "-f", path], check=True)
    for lang, message in (("en", en), ("ko", ko)):
        result = issue(Study(study.root), "발행", "--sign", str(path), lang=lang)
        assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
    assert not (study.root / "data" / "issued").exists()
