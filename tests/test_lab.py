"""JupyterLab as `make lab` opens it: Hangul by the study's own font, and nothing asked of the network."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from pylopdf_fonts_ko import sans_path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def lab(project, tmp_path_factory) -> Iterator[str]:
    """The address of a lab on an empty folder, with a home of its own."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    places = {"HOME": str(home), "JUPYTER_CONFIG_PATH": str(project / "lab"), "JUPYTER_PLATFORM_DIRS": "0"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    call = [sys.executable, "-m", "jupyterlab", ".", "--no-browser", "--allow-root", f"--port={port}"]
    running = subprocess.Popen(
        [*call, "--IdentityProvider.token="], cwd=home, env={**kept, **places},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urlopen(f"{address}/api").read()
            break
        except URLError:
            assert running.poll() is None, "the lab ended"
            time.sleep(0.25)
    yield address
    running.terminate()
    running.wait(20)


def test_the_lab_serves_the_font_of_charts_and_reports_for_hangul(lab):
    assert "custom/custom.css" in urlopen(f"{lab}/lab").read().decode()
    assert f'url("{sans_path().name}")' in urlopen(f"{lab}/custom/custom.css").read().decode()
    assert urlopen(f"{lab}/custom/{sans_path().name}").read() == sans_path().read_bytes()


def test_the_lab_does_not_ask_to_fetch_news(lab):
    assert (
        '"disabledExtensions": ["@jupyterlab/apputils-extension:announcements"]'
        in urlopen(f"{lab}/lab").read().decode()
    )
