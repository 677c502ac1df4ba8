"""The layers of a page: its headlines under the title, the argument, one appendix that is folded on screen."""

from collections.abc import Sequence
from copy import copy

from bs4 import BeautifulSoup, Tag
from nbformat import NotebookNode

from analysis.publish.page.finish import main
from analysis.publish.page.labels import label
from analysis.publish.page.tags import of_class
from analysis.words import Lang

APPENDIX = "appendix"
SHOWN = ("text/html", "image/png", "image/jpeg", "image/svg+xml", "text/markdown")
# What pandas shows of a plain frame: for the desk, not for readers, who get `report.show` with a caption.
PLAIN_FRAME = 'class="dataframe"'


def drop_desk_outputs(book: NotebookNode) -> None:
    """Takes out what cells show to their author alone: plain frames, values, the text forms of objects."""
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if not _is_for_the_desk(output)]


def _is_for_the_desk(output: NotebookNode) -> bool:
    if output.output_type not in {"execute_result", "display_data"}:
        return False
    shown = [output.data[kind] for kind in SHOWN if kind in output.data]
    return not shown or PLAIN_FRAME in "".join(shown[0])


def lift_headlines(soup: BeautifulSoup, lang: Lang, after: Tag) -> None:
    """Lists the headline claims after an element; each leads to where it stands in the argument."""
    claims = [claim for claim in of_class(main(soup), "study-claim") if claim.get("data-headline") == "true"]
    if not claims:
        return
    holder = soup.new_tag("section", attrs={"class": "study-headlines", "aria-label": label("headlines", lang)})
    listed = soup.new_tag("ul")
    for claim in claims:
        item = soup.new_tag("li", attrs={"data-kind-of": str(claim.get("data-kind-of", ""))})
        mark, *rest = [copy(part) for part in claim.contents]
        link = soup.new_tag("a", attrs={"href": f"#{claim['id']}"})
        link.extend(rest)
        item.extend([mark, " ", link])
        listed.append(item)
    holder.append(listed)
    after.insert_after(holder)


def name_claims(soup: BeautifulSoup) -> None:
    """Gives every claim an id that others can lead to."""
    for claim in of_class(main(soup), "study-claim"):
        claim["id"] = f"claim-{claim.get('data-claim', '')}"


def fold_appendix(soup: BeautifulSoup, cells: Sequence[int]) -> None:
    """Folds everything from the cell that begins the appendix to the end of the text; printed, it is open."""
    first = next((cell for cell in of_class(soup, "study-cell") if int(str(cell["data-cell"])) in cells), None)
    if first is None:
        return
    heading = first.find(["h2", "h3"])
    fold = soup.new_tag("details", attrs={"class": "study-fold", "id": APPENDIX})
    summary = soup.new_tag("summary")
    if isinstance(heading, Tag):
        summary.append(heading.extract())
    following = [one for one in first.find_next_siblings() if isinstance(one, Tag)]
    first.insert_before(fold)
    fold.append(summary)
    for one in (first, *following):
        if not (one.name == "section" and "study-made" in one.get_attribute_list("class")):
            fold.append(one.extract())


def appendix_cells(book: NotebookNode) -> list[int]:
    """The numbers of the cells that begin the appendix."""
    return [cell.metadata.study_cell for cell in book.cells if APPENDIX in cell.metadata.get("tags", [])]
