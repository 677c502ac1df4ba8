"""The signature of an issue: an SSH key's over the list of its files, made and checked by ssh-keygen, offline.

Anyone can compute the hashes that a page states; only the holder of the key can sign the list that has the page's.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.data.editions import Study
from analysis.publish.release.archive import is_archive
from analysis.publish.run.errors import CallError
from analysis.words import Lang, Words

LIST, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
NAMESPACE = "study-issue"
SIGNERS = "signers"
NO_PROGRAM = Words(
    "서명에 쓰는 ssh-keygen이 없다. OpenSSH(git과 함께 온다)를 설치하고 다시 실행한다.",
    "There is no ssh-keygen to sign with. Install OpenSSH, which comes with git, and run again.",
)
NO_KEY = Words(
    "서명할 열쇠 파일이 없거나 읽을 수 없다: {}. SSH 개인 열쇠를 --sign에 준다.",
    "The key to sign with is missing or can't be read: {}. Give an SSH private key by --sign.",
)
IN_STUDY = Words(
    "서명할 열쇠가 연구 폴더 안에 있다: {}. 열쇠는 커밋될 수 없는 곳에 둔다.",
    "The key to sign with lies in the study's folder: {}. Keep it where it can't be committed.",
)
NOT_SIGNED = Words(
    "열쇠 {}(으)로 서명하지 못했다: 개인 열쇠가 아니거나 암호가 틀리다. "
    "암호가 있는 열쇠는 ssh-agent에 넣고 다시 실행한다.",
    "The key {} did not sign: it is no private key, or its passphrase is wrong. "
    "Add a key with a passphrase to ssh-agent and run again.",
)
SAYS = {
    "unsigned": Words("곁에 서명이 없다.", "There is no signature beside it."),
    "known": Words("{}의 서명이 있다(data/signers).", "It is signed by {} (data/signers)."),
    "unknown": Words(
        "서명이 있으나 아는 열쇠가 아니다: {}. 믿을 열쇠이면 data/signers에 적는다.",
        "It is signed, but by an unknown key: {}. A key to trust goes into data/signers.",
    ),
    "broken": Words(
        "서명이 맞지 않는다: 서명한 뒤에 파일이나 목록이 바뀌었다.",
        "The signature is broken: the file, or the list of files, is not what was signed.",
    ),
}


@dataclass(frozen=True)
class Signed:
    """What a signature says: by whom (a known signer, or the key's fingerprint), or that there is none or a broken."""

    state: Literal["unsigned", "known", "unknown", "broken"]
    who: str = ""

    def says(self, lang: Lang) -> str:
        """The sentence that readers get."""
        return SAYS[self.state][lang].format(self.who)


def sums(files: Mapping[str, str]) -> bytes:
    """The list that is signed, in the form of sha256sum: the hash of every file of the issue by its path.

    The ZIP has the list in it, and can't stand there.
    """
    named = sorted(name for name in files if name not in {LIST, SIGNATURE} and not is_archive(name))
    return "".join(f"{files[name]}  {name}\n" for name in named).encode()


def check_key(study: Study, key: Path) -> None:
    """CallError where there is no key, none to sign by, or it lies where it may be committed."""
    if shutil.which("ssh-keygen") is None:
        raise CallError(NO_PROGRAM)
    if not key.is_file() or not os.access(key, os.R_OK):
        raise CallError(NO_KEY.filled(key))
    if key.resolve().is_relative_to(study.root.resolve()):
        raise CallError(IN_STUDY.filled(key))
    sign(b"", key)


def sign(content: bytes, key: Path) -> bytes:
    """The signature of a list; CallError where the key gives none. Nothing is asked: a passphrase is ssh-agent's."""
    call = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key)]
    quiet = {**os.environ, "SSH_ASKPASS_REQUIRE": "never"}
    done = subprocess.run(call, input=content, capture_output=True, env=quiet, start_new_session=True)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise CallError(NOT_SIGNED.filled(key))
    return done.stdout


def read(content: bytes, signature: bytes | None, signers: Path | None) -> Signed:
    """What a signature says of a list; `signers` is in the form of ssh's allowed signers."""
    if signature is None:
        return Signed("unsigned")
    if shutil.which("ssh-keygen") is None:
        raise CallError(NO_PROGRAM)
    with tempfile.TemporaryDirectory(prefix="study-") as scratch:
        file = Path(scratch, SIGNATURE)
        file.write_bytes(signature)
        checked = _keygen("check-novalidate", "-s", str(file), content=content)
        if checked.returncode:
            return Signed("broken")
        if signers is not None and signers.is_file():
            named = _keygen("find-principals", "-s", str(file), "-f", str(signers), content=content)
            for who in named.stdout.decode(errors="replace").splitlines() if not named.returncode else ():
                told = ["-s", str(file), "-f", str(signers), "-I", who]
                if _keygen("verify", *told, content=content).returncode == 0:
                    return Signed("known", who)
        return Signed("unknown", checked.stdout.decode(errors="replace").split()[-1])


def beside(page: Path, content: bytes, signers: Path | None) -> Signed:
    """What the signature of the issue in whose folder a page lies says of the page."""
    for folder in (page.parent, page.parent.parent):
        listed, signature = folder / LIST, folder / SIGNATURE
        if signature.is_file():
            return _of_page(listed.read_bytes() if listed.is_file() else b"", signature.read_bytes(), content, signers)
    return Signed("unsigned")


def _of_page(listed: bytes, signature: bytes, content: bytes, signers: Path | None) -> Signed:
    found = read(listed, signature, signers)
    has = hashlib.sha256(content).hexdigest().encode() in {line.split(b"  ")[0] for line in listed.splitlines()}
    return found if has else Signed("broken")


def _keygen(what: str, *options: str, content: bytes) -> "subprocess.CompletedProcess[bytes]":
    call = ["ssh-keygen", "-Y", what, "-n", NAMESPACE, *options]
    return subprocess.run(call, input=content, capture_output=True, start_new_session=True)
