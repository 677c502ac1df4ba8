import pytest

from analysis.data.coverage import read_coverage
from analysis.present import coverage as present


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_method_and_setting_on_record_has_its_words(lang):
    methods = {one.method for one in read_coverage() if not one.method.startswith("xmr_")}
    assert methods == set(present.METHODS)
    table = present.coverage_table(methods, lang)
    assert len(table.frame) == sum(not one.method.startswith("xmr_") for one in read_coverage())


def test_the_caption_says_how_many_conditions_fall_short_and_which_is_the_worst():
    assert "Of 4 conditions 2 do not keep 95%; the lowest is 46%" in (
        present.coverage_table(["reproduction_number"], "en").caption
    )
    assert "keep 95% on average" in present.coverage_table(["wilson"], "en").caption


def test_a_method_that_is_not_on_record_is_refused_by_name():
    with pytest.raises(ValueError, match="'guesswork'"):
        present.coverage_table(["guesswork"], "en")


def test_alarms_are_one_less_what_the_rules_keep_silent():
    table = present.alarms_table("en")
    record = {(one.method, one.setting, one.size): one.kept for one in read_coverage()}
    expected = f"{100 * (1 - record['xmr_3', 'outside', 5]):.1f}%"
    assert table.frame.iloc[0]["limits from 5, next 3"] == expected
    assert expected in table.caption
