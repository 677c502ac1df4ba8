"""Markdown cells as HTML, their formulas as MathML, so that a page needs no script to show them."""

import re
from typing import Any

from math_core import LatexError, LatexToMathML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from analysis.publish.run.errors import ReportError
from analysis.words import Words


class FormulaError(ReportError):
    """A formula that is not LaTeX."""


class ReportRenderer(IPythonRenderer):  # type: ignore[misc]
    """nbconvert's Markdown with formulas in MathML; `place` names notebook and cell in errors."""

    def __init__(self, place: str, **options: Any):
        super().__init__(escape=False, exclude_anchor_links=True, **options)
        self.place = place
        self.converter = LatexToMathML(fancy_error=False, annotation=False)

    def inline_math(self, body: str) -> str:
        """`$…$` within a line."""
        return self._mathml(body, displaystyle=False)

    def block_math(self, body: str) -> str:
        """`$$…$$` on lines of its own."""
        return self._standing(body)

    def latex_environment(self, name: str, body: str) -> str:
        r"""`\begin{…}…\end{…}`."""
        return self._standing(rf"\begin{{{name}}}{body}\end{{{name}}}")

    def _standing(self, latex: str) -> str:
        return f'<span class="study-formula">{self._mathml(latex, displaystyle=True)}</span>'

    def _mathml(self, latex: str, *, displaystyle: bool) -> str:
        try:
            return str(self.converter.convert_with_local_state(latex.strip(), displaystyle=displaystyle))
        except LatexError as error:
            reason = re.sub(r"^\d+: ", "", str(error))
            raise FormulaError(
                Words(
                    f"{self.place}: 수식 '{latex.strip()}'을 읽을 수 없다 ({reason})",
                    f"{self.place}: formula {latex.strip()!r} can't be read ({reason})",
                )
            ) from None


def to_html(source: str, place: str, **options: Any) -> str:
    """Markdown as HTML; FormulaError, naming `place`, where a formula can't be read."""
    return str(MarkdownWithMath(renderer=ReportRenderer(place, **options)).render(source))
