"""Results are the same on every x86-64 processor: numpy and OpenBLAS are told which code to use before they load."""

import os
import platform
import subprocess
import sys

import pytest

CHOSEN = "import analysis, os; print(os.environ['OPENBLAS_CORETYPE'], os.environ['NPY_DISABLE_CPU_FEATURES'], sep=';')"
FOUND = "import analysis, numpy; from numpy._core._multiarray_umath import __cpu_features__ as f; print(f['X86_V4'])"


def said(program: str, **given: str) -> str:
    free = {
        key: value for key, value in os.environ.items() if key not in {"OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES"}
    }
    return subprocess.check_output([sys.executable, "-c", program], text=True, env={**free, **given}).strip()


pytestmark = pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="not an x86-64 processor")


def test_importing_the_package_holds_both_libraries_to_the_common_code():
    assert said(CHOSEN) == "Haswell;X86_V4 AVX512_ICL AVX512_SPR"


def test_what_the_user_has_chosen_stands():
    assert said(CHOSEN, OPENBLAS_CORETYPE="Zen").startswith("Zen;")


def test_numpy_uses_no_code_that_some_processors_lack():
    assert said(FOUND) == "False"
