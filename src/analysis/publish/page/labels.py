"""The words that a page has of its own, around what the notebook says."""

from datetime import date

from analysis.present.claims import KINDS, MEANINGS
from analysis.words import Lang, Words

REPORT = Words(
    "서울특별시 기획조정실 주요 업무 보고, {}",
    "Seoul Metropolitan Government, Planning and Coordination Office, monthly work report, {}",
)
LABELS: dict[str, Words] = {
    "study": Words("서울시 기획조정실 업무보고 연구", "Study of Seoul's Planning and Coordination Office reports"),
    "report": REPORT,
    "source": Words(f"자료: {REPORT.ko}", f"Source: {REPORT.en}"),
    "place": Words("서울특별시", "Seoul"),
    "history": Words("발행 이력", "Issues of this edition"),
    "skip": Words("본문으로 건너뛰기", "Skip to the text"),
    "contents": Words("차례", "Contents"),
    "code": Words("코드", "Code"),
    "figure": Words("그림", "Figure"),
    "table": Words("표", "Table"),
    "formula": Words("수식", "Formula"),
    "terms": Words("용어", "Terms"),
    "editions": Words("판별 보고서", "Editions"),
    "all_editions": Words("다른 판의 보고서", "Other editions"),
    "first": Words("최초 분석으로 비교할 전월 자료 없음.", "First edition: no earlier one to compare with."),
    "stands": Words("전월 보고와 판정이 달라진 주요 결과 없음.", "No headline changed its verdict."),
    "flipped": Words("전월 보고와 판정이 달라진 주요 결과", "Headlines whose verdict changed"),
    "official": Words("이 판의 보고서", "The edition's reports"),
    "all_reports": Words("모든 보고서", "All reports"),
    "twin": Words("English", "한국어"),
    "notebook": Words("실행된 노트북", "The executed notebook"),
    "parameters": Words("이 보고서를 만든 매개변수", "The parameters that made this report"),
    "parameters_given": Words("노트북에 준 값", "The values given to the notebook"),
    "parameter": Words("이름", "Name"),
    "value": Words("값", "Value"),
    "default": Words("기본값", "Default"),
    "meaning": Words("뜻", "Meaning"),
    "changed": Words("기본값과 다른 매개변수로 만든 보고서이다:", "Made with other parameters than the defaults:"),
    "references": Words("참고문헌", "References"),
    "reports": Words("보고서", "Reports in English"),
    "incomplete": Words(
        "미완성: 노트북 {}개({})가 끝까지 실행되지 않아 그 보고서와 결과가 없다.",
        "Incomplete: {} of the notebooks ({}) did not run to the end, and their reports and results are missing.",
    ),
    "results": Words("모든 결과값(JSON)", "All results (JSON)"),
    "headlines": Words("주요 결과", "Headlines"),
    **KINDS,
    **{f"kind_{kind}": words for kind, words in MEANINGS.items()},
}


def label(name: str, lang: Lang) -> str:
    """One of the page's own words."""
    return LABELS[name][lang]


def edition_words(edition: str, lang: Lang) -> str:
    """An edition as readers name it: "2020년 9월판", "September 2020 edition"."""
    month = date.fromisoformat(f"{edition}-01")
    return Words(f"{month.year}년 {month.month}월판", f"{month:%B %Y} edition")[lang]


def as_of_words(day: str, lang: Lang) -> str:
    """The day up to which the figures go: "자료 기준일 2020. 8. 28.", "figures as of 28 August 2020"."""
    when = date.fromisoformat(day)
    return Words(
        f"자료 기준일 {when.year}. {when.month}. {when.day}.", f"figures as of {when.day} {when:%B} {when.year}"
    )[lang]
