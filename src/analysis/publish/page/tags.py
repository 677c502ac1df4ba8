"""Looking for elements of a page: BeautifulSoup's own search asks ten times as much of every element."""

from bs4 import Tag


def tags(root: Tag, *names: str) -> list[Tag]:
    """The elements in `root`, of these names where any is given, in the order of the page."""
    return [one for one in root.descendants if isinstance(one, Tag) and (not names or one.name in names)]


def of_class(root: Tag, name: str) -> list[Tag]:
    """The elements in `root` that have a class, in the order of the page."""
    return [one for one in tags(root) if name in (one.attrs.get("class") or ())]


def with_attribute(root: Tag, name: str) -> list[Tag]:
    """The elements in `root` that have an attribute, in the order of the page."""
    return [one for one in tags(root) if name in one.attrs]
