"""`study where`: the figures, results and claims that show a number."""

from pathlib import Path

from analysis.publish.commands.console import console
from analysis.publish.commands.run import process_changed
from analysis.publish.commands.study import open_study
from analysis.publish.run.errors import CallError
from analysis.publish.run.parameters import check_edition_name
from analysis.words import Lang, Words

MOST = 20
MORE = Words("  그 밖의 {0} {1}개", "  and {1} more ({0})")


def run(asked: str, edition: str | None, root: Path | None, lang: Lang) -> int:
    """Prints what shows a number; 1 where the data is at fault, CallError where nothing does."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    if process_changed(study, name, lang):
        return 1
    from analysis.data.edition import Edition
    from analysis.present.misuse import MisuseError
    from analysis.present.where import NOT_RUN, made, where

    opened = Edition(study, name)
    if not made(opened, "results"):
        console(stderr=True).print(NOT_RUN[lang].format(name))
    try:
        found = where(opened, asked)
    except MisuseError as error:
        raise CallError(error.words) from None

    for kind in dict.fromkeys(one.what for one in found):
        places = [one for one in found if one.what == kind]
        for one in places[:MOST]:
            console().print(f"{kind[lang]} {one.id} ({one.where[lang]}): {one.shows[lang]}")
        if len(places) > MOST:
            console().print(MORE[lang].format(kind[lang], len(places) - MOST))
    return 0
