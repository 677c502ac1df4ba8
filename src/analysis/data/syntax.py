"""Python's syntax trees, one thread at a time."""

import ast
import threading

_guard = threading.Lock()


def parse(source: str) -> ast.Module:
    """The syntax tree of a source; SyntaxError.

    Until CPython 3.12 threads that build trees at once share a counter of depth, and one of them ends in a SystemError
    (python/cpython issue 106905).
    """
    with _guard:
        return ast.parse(source)
