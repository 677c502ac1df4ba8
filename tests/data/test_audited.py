"""The audit of some sections, on the edition and on one that prints something else."""

from analysis.data import open_edition
from analysis.data.audit import counts
from analysis.data.audited import audited
from analysis.data.changed import changed


def test_the_audit_of_some_sections_is_that_of_their_identities(frozen):
    edition = open_edition("2020-09", frozen)
    verdicts = audited(edition, "bonds.", "review.")
    assert {one.identity.id.split(".")[0] for one in verdicts} == {"bonds", "review"}
    assert counts(verdicts)["conflict"] == 0
    misprinted = changed(edition, {"investment_panels.city.projects": "150"}, {})
    assert counts(audited(misprinted, "review."))["conflict"] > 0


def test_an_identity_that_divides_by_zero_is_left_out(frozen):
    nothing = changed(open_edition("2020-09", frozen), {"investment_panels.city.projects": "0"}, {})
    assert not [one for one in audited(nothing, "review.") if one.identity.id.startswith("review.city.share")]
