"""Where amounts go: a flow picture in the manner of Sankey, its bands as wide as the amounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.present.theme import ACCENT, GAP, PAPER, QUIET, bare, styled, write

NODE = 0.035  # width of a node, of the distance between columns
SHEER = 0.3
ROOM = 0.16  # least gap between nodes of a column, of the tallest column's height


@dataclass(frozen=True)
class Node:
    """A place that amounts leave or reach: its column from the left, its label."""

    name: str
    column: int
    label: str


@dataclass(frozen=True)
class Link:
    """An amount that goes from one node to another, its label on the band."""

    source: str
    target: str
    amount: float
    label: str = ""
    colour: str = ACCENT


@styled()
def flow(axes: Axes, nodes: Sequence[Node], links: Sequence[Link]) -> None:
    """Draw nodes in columns and links as bands; within a column nodes and bands keep the given order.

    Without nodes the panel stays empty.

    Raises:
        ValueError: a link names a node that is not there, does not go to the right, or has no positive amount.
    """
    named = {node.name: node for node in nodes}
    for link in links:
        if link.source not in named or link.target not in named:
            raise ValueError(f"the link {link.source} → {link.target} names a node that is not there")
        if named[link.source].column >= named[link.target].column or not link.amount > 0:
            raise ValueError(f"the link {link.source} → {link.target} does not carry an amount to the right")
    if not nodes:
        bare(axes)
        return
    bottoms = _stack(nodes, links)
    out, into = dict(bottoms), dict(bottoms)
    for link in links:
        x0, x1 = named[link.source].column + NODE, float(named[link.target].column)
        y0, y1 = out[link.source] - link.amount, into[link.target] - link.amount
        out[link.source], into[link.target] = y0, y1
        axes.add_patch(_band(x0, y0, x1, y1, link))
        write(axes, (x0 + x1) / 2, (y0 + y1 + link.amount) / 2, link.label, across="center", halo=_ground(link.colour))
    last = max(node.column for node in nodes)
    for node in nodes:
        height = _throughput(node, links)
        axes.add_patch(Rectangle((node.column, bottoms[node.name] - height), NODE, height, color=QUIET))
        _label(axes, node, bottoms[node.name], height, last)
    axes.set_xlim(0, last + NODE)
    axes.autoscale_view(scalex=False)
    bare(axes)


def _ground(colour: str) -> str:
    """A band's colour as it appears on paper."""
    red, green, blue = (SHEER * c + (1 - SHEER) for c in to_rgb(colour))
    return to_hex((red, green, blue))


def _throughput(node: Node, links: Sequence[Link]) -> float:
    leaving = sum(link.amount for link in links if link.source == node.name)
    reaching = sum(link.amount for link in links if link.target == node.name)
    return max(leaving, reaching)


def _stack(nodes: Sequence[Node], links: Sequence[Link]) -> dict[str, float]:
    """The top of each node, columns centred on zero."""
    columns = {node.column: [other for other in nodes if other.column == node.column] for node in nodes}
    heights = {node.name: _throughput(node, links) for node in nodes}
    gap = ROOM * max(sum(heights[node.name] for node in column) for column in columns.values())
    tops = {}
    for column in columns.values():
        top = (sum(heights[node.name] for node in column) + gap * (len(column) - 1)) / 2
        for node in column:
            tops[node.name] = top
            top -= heights[node.name] + gap
    return tops


def _band(x0: float, y0: float, x1: float, y1: float, link: Link) -> PathPatch:
    middle, width = (x0 + x1) / 2, link.amount
    corners = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 + width)]
    corners += [(middle, y1 + width), (middle, y0 + width), (x0, y0 + width), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return PathPatch(Path(corners, codes), facecolor=link.colour, alpha=SHEER, linewidth=0)


def _label(axes: Axes, node: Node, top: float, height: float, last: int) -> None:
    if node.column == 0:
        write(axes, 0, top - height / 2, node.label, offset=(-GAP, 0), across="right")
    elif node.column == last:
        write(axes, last + NODE, top - height / 2, node.label, offset=(GAP, 0))
    else:
        write(axes, node.column + NODE / 2, top, node.label, offset=(0, 3), across="center", up="bottom", halo=PAPER)
