"""A reproducible study of the monthly work report of Seoul's Planning and Coordination Office."""

import os

# numpy and OpenBLAS choose their code by the processor, and the last digits of sums follow the choice. Before either
# is imported both are held to what x86-64 processors have had since 2013, so that all of them give the same results.
if os.name != "posix" or os.uname().machine == "x86_64":
    os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
    os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL AVX512_SPR")
