"""Looking for elements of a page: BeautifulSoup's own search asks ten times as much of every element."""

from collections.abc import Container, Iterator

from bs4 import Tag
from bs4.element import PageElement


def tags(root: Tag, *names: str) -> list[Tag]:
    """The elements in `root`, of these names where any is given, in the order of the page."""
    return [one for one in root.descendants if isinstance(one, Tag) and (not names or one.name in names)]


def of_class(root: Tag, name: str) -> list[Tag]:
    """The elements in `root` that have a class, in the order of the page."""
    return [one for one in tags(root) if name in (one.attrs.get("class") or ())]


def with_attribute(root: Tag, name: str) -> list[Tag]:
    """The elements in `root` that have an attribute, in the order of the page."""
    return [one for one in tags(root) if name in one.attrs]


def in_any(part: PageElement, names: Container[str]) -> bool:
    """Whether a part of a page stands in an element of one of these names."""
    return any(one.name in names for one in _around(part))


def holder_of(part: PageElement, attribute: str) -> Tag | None:
    """The element that has an attribute and is the part, or holds it most closely."""
    around = _around(part)
    return next((one for one in ([part, *around] if isinstance(part, Tag) else around) if attribute in one.attrs), None)


def _around(part: PageElement) -> Iterator[Tag]:
    one = part.parent
    while one is not None:
        yield one
        one = one.parent
