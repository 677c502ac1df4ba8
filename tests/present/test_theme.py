import subprocess
import sys
from itertools import combinations

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from analysis.present import theme
from analysis.present.legibility import LEAST_CONTRAST, check_glyphs, contrast, drawn, flaws, shown_texts
from analysis.present.theme import FAMILY, PAPER, SERIES, chart, panels, spread, styled

# Machado, Oliveira & Fernandes 2009, A physiologically-based model for simulation of color vision deficiency,
# severity 1.0, for linear RGB.
COLOUR_BLINDNESS = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TOLD_APART = 15.0  # CIE 1976 colour difference; 2.3 is just noticeable side by side


def lab(linear: np.ndarray) -> np.ndarray:
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.119192, 0.9503041]]
    )
    xyz = to_xyz @ np.clip(linear, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("kind", COLOUR_BLINDNESS)
def test_series_are_distinguished_by_the_colour_blind(kind):
    seen = [lab(np.array(COLOUR_BLINDNESS[kind]) @ linear(colour)) for colour in SERIES]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > TOLD_APART


@pytest.mark.parametrize("name", ["INK", "QUIET", "BLUE", "ORANGE", "GREEN", "PLUM"])
def test_every_colour_that_text_may_have_is_legible_on_paper(name):
    assert contrast(to_rgb(getattr(theme, name)), to_rgb(PAPER)) >= LEAST_CONTRAST


def test_black_on_white_has_the_greatest_contrast():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)


def test_no_setting_outlives_a_chart():
    before = dict(matplotlib.rcParams)
    figure, axes = chart()
    axes.plot([1, 2])
    drawn(figure)
    assert dict(matplotlib.rcParams) == before


def test_a_users_settings_do_not_change_a_chart():
    @styled()
    def pixels() -> np.ndarray:
        figure, axes = chart(height=2)
        axes.plot([1, 2])
        theme.unit_title(axes, "건/월")
        return drawn(figure)

    plain = pixels()
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "lines.linewidth": 9}):
        assert np.array_equal(pixels(), plain)


def test_charts_do_not_come_from_pyplot():
    script = "import sys, analysis.present; from analysis.present import curves, flows, theme; theme.chart()"
    done = subprocess.run([sys.executable, "-c", f"{script}; sys.exit('matplotlib.pyplot' in sys.modules)"])
    assert done.returncode == 0


def test_every_text_is_set_in_the_studys_font():
    figure, axes = chart()
    axes.text(0.5, 0.5, "밖에서 쓴 글")
    drawn(figure)
    assert {text.get_fontfamily()[0] for text in figure.findobj(Text)} == {FAMILY}


def test_a_missing_glyph_is_refused_by_its_code():
    check_glyphs("처리율 63.6% (−1.2%p), “x” ≥ 3")
    with pytest.raises(ValueError, match=r"U\+2717"):
        check_glyphs("✗ 확인되지 않음")


def test_a_dollar_sign_is_a_dollar_sign():
    figure, axes = chart()
    axes.set_xlabel("$x$ and $y$")
    assert "$x$ and $y$" in {text.get_text() for text in shown_texts(figure)}
    assert flaws(figure) == []


def test_a_good_chart_has_no_flaws():
    figure, axes = chart()
    axes.plot([0, 1, 2], [3, 5, 4])
    theme.unit_title(axes, "건/월")
    theme.break_line(axes, 1, "집중처리 시작")
    assert flaws(figure) == []


def test_flaws_names_small_pale_cut_and_overlapping_texts():
    figure, axes = chart()
    axes.plot([0, 1], [0, 1], alpha=0)
    theme.bare(axes)
    axes.text(0.1, 0.1, "tiny", size=6)
    axes.text(0.5, 0.5, "pale", size=12, color="#cccccc")
    axes.text(0.2, 0.8, "under", size=12)
    axes.text(0.2, 0.8, "over", size=12)
    figure.text(0.99, 0.02, "beyond the edge", size=12)
    found = "; ".join(flaws(figure))
    assert "'tiny' is 6 pt small" in found
    assert "'pale' has a contrast of 1.6" in found
    assert "'under' and 'over' overlap" in found
    assert "'beyond the edge' is cut off" in found


def test_a_unit_clears_the_name_of_a_break_in_either_order():
    for steps in (("break", "unit"), ("unit", "break")):
        figure, axes = chart()
        axes.plot([0, 10], [0, 1])
        for step in steps:
            if step == "unit":
                theme.unit_title(axes, "decisions a month")
            else:
                theme.break_line(axes, 1, "campaign starts")
        assert flaws(figure) == []


def test_labels_are_moved_apart_and_keep_their_order():
    assert spread([1.0, 1.1, 5.0], 1.0) == pytest.approx([0.55, 1.55, 5.0])
    assert spread([3.0, 1.0, 2.0], 0.5) == [3.0, 1.0, 2.0]
    crowded = spread([0.0, 0.1, 0.2, 0.9], 1.0)
    assert np.diff(crowded) == pytest.approx([1.0, 1.0, 1.0])
    assert np.mean(crowded) == pytest.approx(0.3)


def test_panels_come_row_by_row():
    _, axes = panels(2, 2)
    assert len(axes) == 4
    assert axes[0].get_subplotspec().rowspan.start == axes[1].get_subplotspec().rowspan.start


def test_ticks_are_written_as_numbers_are():
    figure, axes = chart()
    axes.plot([0, 1], [-2000, 2000])
    theme.number_axis(axes.yaxis)
    drawn(figure)
    texts = {text.get_text() for text in shown_texts(figure)}
    assert {"−2,000", "0", "2,000"} <= texts


@pytest.mark.parametrize(("scale", "labels"), [
    ("log", {"1", "100", "10,000"}), ("symlog", {"1", "10", "10,000"}),
])  # fmt: skip
def test_a_logarithmic_axis_has_plain_labels(scale, labels):
    figure, axes = chart()
    axes.plot([0, 1, 2], [1, 100, 20_000])
    axes.set_yscale(scale)
    drawn(figure)
    texts = {text.get_text() for text in shown_texts(figure)}
    assert labels <= texts
    assert not [text for text in texts if "$" in text or "\\" in text]


def test_a_number_axis_keeps_the_ticks_of_a_logarithmic_scale():
    figure, axes = chart()
    axes.plot([0, 1, 2], [1, 100, 20_000])
    axes.set_yscale("log")
    theme.number_axis(axes.yaxis, suffix="%")
    drawn(figure)
    assert {"1%", "100%", "10,000%"} <= {text.get_text() for text in shown_texts(figure)}
