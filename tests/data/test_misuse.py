"""A name or a value that can't be is told in one sentence of the reader's language, with its remedy."""

import numpy as np
import pytest

from analysis.data.edition import open_edition
from analysis.data.editions import NoEditionError, NoStudyError, Study, find_study
from analysis.data.misuse import UnknownNameError, fits, read_in
from analysis.methods.user_error import UserError
from analysis.words import Words

EDITION = "2020-09"


@pytest.fixture(params=["ko", "en"])
def lang(request):
    read_in(request.param)
    yield request.param
    read_in("ko")


@pytest.mark.parametrize(
    ("take", "sentence"),
    [
        (
            lambda one: one.table("appeals_montly"),
            Words(
                "표 'appeals_montly': 없는 이름이다. 가장 가까운 이름: appeals_monthly",
                "There is no table 'appeals_montly'; the nearest is appeals_monthly.",
            ),
        ),
        (
            lambda one: one.value("covid.world.death"),
            Words(
                "수치 'covid.world.death': 없는 이름이다. 가장 가까운 이름: covid.world.deaths",
                "There is no figure 'covid.world.death'; the nearest is covid.world.deaths.",
            ),
        ),
        (
            lambda one: one.assumptions["litigation.other_as_los"],
            Words(
                "가정 'litigation.other_as_los': 없는 이름이다. 가장 가까운 이름: litigation.other_as_loss",
                "There is no assumption 'litigation.other_as_los'; the nearest is litigation.other_as_loss.",
            ),
        ),
        (
            lambda one: one.breaks["appeals.campain"],
            Words(
                "단절 'appeals.campain': 없는 이름이다. 가장 가까운 이름: appeals.campaign",
                "There is no break 'appeals.campain'; the nearest is appeals.campaign.",
            ),
        ),
    ],
)
def test_a_mistyped_name_is_told_with_the_nearest(project, lang, take, sentence):
    with pytest.raises(UnknownNameError) as told:
        take(open_edition(EDITION, project))
    assert str(told.value) == sentence[lang]
    assert isinstance(told.value, KeyError | UserError)


def test_an_edition_that_is_not_there_is_told_with_the_nearest(project, lang):
    with pytest.raises(NoEditionError) as told:
        open_edition("2020-08", project)
    assert (
        str(told.value)
        == {
            "ko": "판 '2020-08': 없는 이름이다. 가장 가까운 이름: 2020-09",
            "en": "There is no edition '2020-08'; the nearest is 2020-09.",
        }[lang]
    )


def test_an_edition_that_is_not_processed_is_told_with_the_command(study, lang):
    with pytest.raises(NoEditionError) as told:
        open_edition(EDITION, study.root)
    assert (
        str(told.value)
        == {
            "ko": "2020-09판은 아직 가공되지 않았다. 먼저 실행한다: study check 2020-09",
            "en": "The edition 2020-09 is not processed yet; first run: study check 2020-09",
        }[lang]
    )


def test_a_folder_without_a_study_or_an_edition_is_told(tmp_path, lang, monkeypatch):
    monkeypatch.delenv("STUDY_ROOT", raising=False)
    with pytest.raises(NoStudyError) as told:
        find_study(tmp_path)
    assert (
        str(told.value)
        == {
            "ko": f"연구 폴더가 아니다: {tmp_path}와 그 위에 data/raw가 없다.",
            "en": f"No study there: {tmp_path} has no data/raw, nor has a folder above it.",
        }[lang]
    )
    with pytest.raises(NoEditionError) as none:
        Study(tmp_path).newest()
    assert (
        str(none.value)
        == {
            "ko": "판이 하나도 없다: data/raw에 YYYY-MM 폴더가 없다.",
            "en": "There is no edition: no folder YYYY-MM in data/raw.",
        }[lang]
    )


@pytest.mark.parametrize(
    ("value", "kind", "does"),
    [
        (1, float, True), (np.float64(1), float, True), (np.int64(1), int, True), (True, float, False),
        (True, int, False), ("1", float, False), (float("nan"), float, False), (1.0, int, False), ("a", str, True),
    ],
)  # fmt: skip
def test_a_whole_number_is_a_number_and_a_truth_value_is_none(value, kind, does):
    assert fits(value, kind) is does
