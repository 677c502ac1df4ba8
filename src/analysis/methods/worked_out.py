"""Values by name that are worked out when they are first asked for: who asks for one does not wait for the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from analysis.methods.estimate import Estimate

K = TypeVar("K")
V = TypeVar("V")


class WorkedOut(Mapping[K, V]):
    """A mapping with these keys, whose values `work` gives, each once."""

    def __init__(self, keys: Iterable[K], work: Callable[[K], V]):
        self._keys, self._work, self._known = dict.fromkeys(keys), work, dict[K, V]()

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._known:
            self._known[key] = self._work(key)
        return self._known[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class ByName:
    """Answers whose results can be had all or one alone; `_results` says how each is worked out, None: not allowed."""

    def _results(self) -> Mapping[str, Callable[[], Estimate | None]]:
        raise NotImplementedError

    def results(self) -> dict[str, Estimate]:
        """The results by id; one that the data do not allow is left out."""
        made = {name: work() for name, work in self._results().items()}
        return {name: found for name, found in made.items() if found is not None}

    def result(self, name: str) -> Estimate:
        """One of the results, without the others being worked out; KeyError where the data do not allow it."""
        if (found := self.get(name)) is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> Estimate | None:
        """The same; None where the data do not allow it."""
        return self._results()[name]()
