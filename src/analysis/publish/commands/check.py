"""`study check` as its users see it: the faults of an edition's data, or its audit."""

import csv
from collections import Counter
from pathlib import Path

from analysis import messages
from analysis.data.by_row import unguarded
from analysis.data.cell_guard import bare
from analysis.data.identities import read_identities
from analysis.data.notebooks import notebook_folder, notebooks_in
from analysis.data.vintages import read_delivery
from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study, process, say_scratch
from analysis.publish.run.parameters import check_edition_name
from analysis.publish.run.rules import rules_broken_in
from analysis.words import Lang, Words

SOUND = ("exact", "rounding")


def check(edition: str | None, root: Path | None, lang: Lang) -> int:
    """Prints the faults of an edition's data, or its audit where there are none; 1 where something is wrong."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    if process(study, name, lang):
        return 1
    console().print(messages.CLEAN[lang].format(name))
    for words in rules_broken_in(notebooks_in(notebook_folder(study.root))):
        console(stderr=True).print(words[lang])
    say_scratch(study, lang)
    code = show_audit(study.processed(name) / "audit.csv", lang)
    brought = read_delivery(study, name)
    without = unguarded(read_identities(study.identities, brought.contract), brought.figures)
    console().print(messages.UNGUARDED[lang].format(count=len(without), of=len(brought.figures)))
    return code


def show_audit(path: Path, lang: Lang) -> int:
    """Prints the counts of the audit and every identity that does not simply hold; 1 where one is in conflict."""
    with path.open(encoding="utf-8", newline="") as stream:
        verdicts = [{name: bare(value) for name, value in row.items()} for row in csv.DictReader(stream)]
    counts = Counter(verdict["status"] for verdict in verdicts)
    out = console()
    numbers = {status: counts[status] for status in (*SOUND, *messages.STATUS)}
    out.print(messages.AUDITED[lang].format(len(verdicts), **numbers))
    for verdict in verdicts:
        if verdict["status"] not in SOUND:
            ko, _, en = verdict["note"].partition(" / ")
            shown = {**verdict, "status": messages.STATUS[verdict["status"]][lang], "note": Words(ko, en)[lang]}
            out.print(messages.VERDICT[lang].format(**shown).rstrip())
    return 1 if counts["conflict"] else 0
