"""Claims: sentences for readers, each of a kind and with a test on the data, worded otherwise where the test fails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from analysis.present.decisions import Decision
from analysis.present.misuse import MisuseError
from analysis.present.phrases import MissingError, fields, fill
from analysis.present.words import LANGUAGES, Lang, Words

MIMETYPE = "application/vnd.study.claim+json"
Kind = Literal["fact", "estimate", "scenario", "check"]
KINDS: dict[str, Words] = {
    "fact": Words("사실", "fact"),
    "estimate": Words("추정", "estimate"),
    "scenario": Words("가정", "scenario"),
    "check": Words("점검", "check"),
}
MEANINGS: dict[str, Words] = {
    "fact": Words(
        "보고서에 수록된 값이거나 그 값의 산술. 신뢰구간이 없고, 반올림 폭은 있을 수 있다.",
        "Printed, or arithmetic on what is printed; no confidence interval, at most a range of rounding.",
    ),
    "estimate": Words(
        "표본이나 확률 과정을 전제한 값. 95% 구간을 붙이고, 자료로 판단할 수 있는지 밝힌다.",
        "A sample or a process stands behind it: a value, its interval, and whether the data settle the claim.",
    ),
    "scenario": Words(
        "이 연구의 가정 아래에서만 성립한다. 그 가정은 문장에 적는다.",
        "Holds only under an assumption of this study, which stands in the sentence.",
    ),
    "check": Words("보고서의 산술을 보고서 자체와 대조한 것.", "The report's own arithmetic held against itself."),
}
HOLDS, FAILS = Words("성립", "holds"), Words("성립하지 않음", "does not hold")
OPEN = Words("판단 불가", "open")
NO_RESULT = Words(
    "{about}: {absent}을(를) 보고서 수록값으로 산출할 수 없어 판단을 보류함.",
    "{about}: {absent} can't be computed from the figures of this edition; nothing is concluded.",
)
NO_VALUE = Words(
    "{about}: 보고서 수록값으로 산출할 수 없어 판단을 보류함.",
    "{about}: not to be computed from the figures of this edition; nothing is concluded.",
)

Text = str | Sequence[str]


@dataclass(frozen=True)
class Claim:
    """A sentence in both languages, of a kind, as the data of now have it.

    `holds` is whether its test holds; `settled` whether the data settle it either way. `outcomes` are all its wordings
    as filled with these data; `about` is what it is about in a few words; `beginning` what stands before its verdict;
    `decision` what it leaves to decide or to ask.
    """

    id: str
    kind: Kind
    holds: bool
    settled: bool
    words: Words
    outcomes: tuple[Words, ...]
    headline: bool = False
    lang: Lang = "ko"
    about: Words | None = None
    beginning: Words | None = None
    decision: Decision | None = None

    @property
    def fact(self) -> Words:
        """What it states before its verdict; the whole sentence where no beginning is common to its wordings."""
        return self.beginning or self.words

    @property
    def meaning(self) -> Words:
        """What follows, by its test; empty where the sentence is not in two parts."""
        return Words(*(self.words[lang].removeprefix(self.fact[lang]).strip() for lang in LANGUAGES))

    @property
    def title(self) -> Words:
        """What it is about in a few words; the sentence itself where its author gave none."""
        return self.about or self.words

    @property
    def verdict(self) -> Words:
        """Whether it holds, in words; of one that the data don't settle, that it is open."""
        return HOLDS if self.holds else FAILS if self.settled else OPEN

    @property
    def mark(self) -> str:
        """The kind in words."""
        return KINDS[self.kind][self.lang]

    def record(self) -> dict[str, Any]:
        """The claim in both languages, as the run collects it."""
        return {
            "id": self.id, "kind": self.kind, "holds": self.holds, "headline": self.headline,
            **{lang: self.words[lang] for lang in LANGUAGES},
            "about": {lang: self.title[lang] for lang in LANGUAGES},
        }  # fmt: skip

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        holds, sentence = "true" if self.holds else "false", self.words[self.lang]
        meaning = MEANINGS[self.kind][self.lang]
        frame = "border: 1px solid; border-radius: 3px; padding: 0 0.4em"
        html = (
            f'<p class="study-claim" data-claim="{escape(self.id)}" data-kind-of="{self.kind}" data-holds="{holds}" '
            f'data-headline="{"true" if self.headline else "false"}" lang="{self.lang}">'
            f'<span class="study-mark" style="{frame}" title="{escape(meaning)}">{self.mark}</span> '
            f"{escape(sentence)}</p>"
        )
        return {MIMETYPE: self.record(), "text/html": html, "text/plain": f"[{self.mark}] {sentence}"}


def make_claim(
    name: str,
    kind: Kind,
    holds: bool,
    texts: Mapping[Lang, Text],
    values: Mapping[str, Any],
    *,
    opposite: bool | None = None,
    headline: bool = False,
    about: Words | None = None,
    decision: Decision | None = None,
    lang: Lang = "ko",
    absent: Sequence[str] = (),
) -> Claim:
    """Words a claim by its test; every wording is filled in both languages, whichever is shown.

    Args:
        name: its id.
        kind: fact, estimate, scenario or check.
        holds: its test on the data.
        texts: by language (beginning, where it holds, where it fails) or, with `opposite`, (beginning, where it holds,
            where the data can't tell, where the opposite holds); the beginning may be left out.
        values: what fills the names in braces.
        opposite: whether the data show the opposite.
        headline: whether it stands under the title too.
        about: what it is about in a few words, for tables.
        decision: what it leaves to decide or to ask.
        lang: the language in which it shows itself.
        absent: the ids of the results among the values that could not be computed; named where nothing is concluded.

    Raises:
        MisuseError: another kind, a missing wording, a name that nothing fills, a value that no wording takes.
    """
    if kind not in KINDS:
        raise MisuseError(
            Words(
                f"{name}: kind={kind!r}은 없는 종류이다. {', '.join(KINDS)} 가운데 하나를 쓴다.",
                f"{name}: there is no kind {kind!r}; write one of {', '.join(KINDS)}.",
            )
        )
    test = f"{name}: holds"
    at = 0 if _truth(holds, test) else 1 if not opposite else 2
    each = {one: wordings(texts[one], 2 if opposite is None else 3, name) for one in LANGUAGES}
    check_names([text for one in each.values() for text in one], values, name)
    try:
        outcomes = tuple(
            Words(*(fill(each[one][n], one, values) for one in LANGUAGES)) for n in range(len(each[LANGUAGES[0]]))
        )
    except MissingError:
        subject, wording = about or Words(name, name), NO_RESULT if absent else NO_VALUE
        said = Words(*(wording[one].format(about=subject[one], absent=", ".join(absent)) for one in LANGUAGES))
        return Claim(name, kind, False, False, said, (said,), headline, lang, about)
    settled = at != 1 or opposite is None
    beginning = _beginning(texts, len(outcomes), values)
    return Claim(name, kind, at == 0, settled, outcomes[at], outcomes, headline, lang, about, beginning, decision)


def _beginning(texts: Mapping[Lang, Text], wordings_: int, values: Mapping[str, Any]) -> Words | None:
    """What is common to all wordings, filled; None where one of the languages has no beginning."""
    parts = {lang: [text] if isinstance(text, str) else list(text) for lang, text in texts.items()}
    if any(len(one) != wordings_ + 1 for one in parts.values()):
        return None
    return Words(*(fill(parts[lang][0], lang, values) for lang in LANGUAGES))


def wordings(text: Text, wanted: int, name: str) -> list[str]:
    """The whole sentences of a claim or caption, its common beginning before each ending.

    Raises:
        MisuseError: another number of wordings than there are outcomes.
    """
    parts = [text] if isinstance(text, str) else list(text)
    if len(parts) == wanted + 1:
        return [_joined(parts[0], ending) for ending in parts[1:]]
    if len(parts) == wanted and all(part.strip() for part in parts):
        return parts
    outcomes = {1: "1", 2: "(성립, 불성립) / (holds, fails)", 3: "(성립, 판단 불가, 반대) / (holds, open, opposite)"}
    raise MisuseError(
        Words(
            f"{name}: 문장 {len(parts)}개. {wanted}개가 필요하다: {outcomes[wanted]}. 앞에 공통 문장을 둘 수 있다.",
            f"{name} has {len(parts)} wordings and needs {wanted}: {outcomes[wanted]}; a common beginning may precede.",
        )
    )


def check_names(texts: Sequence[str], values: Mapping[str, Any], name: str) -> None:
    """MisuseError where a value is given that no text takes."""
    taken = {field for text in texts for field in fields(text)}
    if idle := [one for one in values if one not in taken]:
        raise MisuseError(
            Words(
                f"{name}: 값 {', '.join(idle)}을(를) 쓰는 문장이 없다. 문장에 {{{idle[0]}}}을 넣거나 값을 지운다.",
                f"{name}: no wording takes {', '.join(idle)}; write {{{idle[0]}}} in a sentence or remove the value.",
            )
        )


def _joined(beginning: str, ending: str) -> str:
    """A beginning and an ending, a space between them unless the author wrote one or the ending begins with a comma."""
    apart = "" if beginning[-1:].isspace() or ending[:1] in " ,.;:)" or not beginning or not ending else " "
    return f"{beginning}{apart}{ending}"


def _truth(holds: Any, name: str) -> bool:
    if isinstance(holds, bool) or type(holds).__name__ in {"bool_", "bool"}:
        return bool(holds)
    raise MisuseError(
        Words(
            f"{name}는 참이나 거짓이어야 한다({type(holds).__name__}이 주어졌다). 예: holds=excess.above(0)",
            f"{name} must be true or false, not a {type(holds).__name__}; for example holds=excess.above(0)",
        )
    )
