import numpy as np
import pytest
from matplotlib.figure import Figure as Chart
from matplotlib.patches import Rectangle

from analysis.present import charts, curves, flows
from analysis.present.charts import in_two_lines
from analysis.present.legibility import drawn, flaws, shown_texts
from analysis.present.theme import ACCENT, CONTRAST, GREY, SERIES, chart, number_axis


def words(figure: Chart) -> list[str]:
    drawn(figure)
    return [text.get_text() for text in shown_texts(figure)]


def test_intervals_draw_every_range_from_low_to_high():
    figure, axes = chart(height=charts.height_of(2))
    charts.intervals(axes, ["교회", "집회"], [0.2, 0.03], [0.18, 0.02], [0.22, 0.04], ["20%", "3%"])
    lines = [sorted(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2]
    assert lines == [[0.18, 0.22], [0.02, 0.04]]
    assert flaws(figure) == []


def test_an_open_range_ends_in_an_arrow_at_the_edge():
    figure, axes = chart(height=charts.height_of(2))
    axes.set_xlim(0, 10)
    charts.intervals(axes, ["a", "b"], [4, 5], [2, 3], [None, 6], ["4", "5"])
    arrows = [line for line in axes.lines if line.get_marker() == ">"]
    assert [float(np.ravel(arrow.get_xdata())[0]) for arrow in arrows] == [10]
    assert flaws(figure) == []


def test_the_tornado_puts_the_widest_swing_first():
    figure, axes = chart(height=charts.height_of(3))
    charts.tornado(
        axes,
        ["pension", "subsidies", "leisure tax"],
        [3.3, 2.1, 3.38],
        [3.5, 4.1, 3.42],
        3.4,
        [("3.3", "3.5"), ("2.1", "4.1"), ("3.38", "3.42")],
        base_label="as planned 3.4",
        ends=("input low", "input high"),
    )
    assert [label.get_text() for label in axes.get_yticklabels()] == ["subsidies", "pension", "leisure tax"]
    assert flaws(figure) == []


def test_bars_start_from_zero_with_their_number_at_the_end():
    figure, axes = chart(height=charts.height_of(3))
    charts.bars(axes, ["서울", "경기", "인천"], [75, -20, 30], ["75", "−20", "30"], highlight=[0])
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert [bar.get_x() for bar in bars] == [0, 0, 0]
    assert [bar.get_width() for bar in bars] == [75, -20, 30]
    assert len({bar.get_facecolor() for bar in bars}) == 2
    assert flaws(figure) == []


def test_columns_keep_zero_in_sight():
    figure, axes = chart()
    charts.columns(axes, ["1월", "2월"], [150, 180], ["150", "180"], lows=[140, 170], highs=[160, 190])
    number_axis(axes.yaxis)
    assert axes.get_ylim()[0] <= 0
    assert flaws(figure) == []


def test_stacked_bars_leave_out_a_number_that_does_not_fit():
    figure, axes = chart(height=charts.height_of(2))
    charts.stacked(
        axes, ["교회", "집회"], [[500, 1800], [8, 2600]], ["양성", "음성"], [["500", "1,800"], ["8", "2,600"]]
    )
    shown = words(figure)
    assert {"500", "1,800", "2,600", "양성", "음성"} <= set(shown)
    assert "8" not in shown
    assert flaws(figure) == []


@pytest.mark.parametrize("parts", [[17, 44, 6, 33], [0, 0, 0, 100], [100, 0, 0, 0], [5, 90, 5, 0]])
def test_names_over_the_middle_of_their_parts_keep_apart_and_within_the_bar(parts):
    figure, axes = chart(height=charts.height_of(1))
    names = ["Adequate", "Conditional", "Reconsider", "Returned or\nwithdrawn"]
    charts.stacked(axes, ["City"], [parts], names, [[f"{part}\n%" for part in parts]], centred=True)
    assert set(names) <= set(words(figure))
    assert flaws(figure) == []


def test_a_waterfall_ends_where_its_changes_lead():
    figure, axes = chart(height=charts.height_of(4))
    charts.waterfall(axes, ["2019", "general", "funds", "2020"], 3200, [-300, 50], ["3,200", "−300", "+50", "2,950"])
    ends = [patch.get_width() for patch in axes.patches[:2]]
    assert ends == [3200, 2950]
    assert flaws(figure) == []


def test_signals_of_a_control_chart_differ_in_shape_and_not_only_in_colour():
    figure, axes = chart()
    axes.set_ylim(0, 320)
    curves.control_chart(
        axes, range(6), [150, 180, 160, 170, 190, 262], 170, 100, 240, ("평균", "하한", "상한"), baseline=5, signals=[5]
    )
    diamonds = [line for line in axes.lines if line.get_marker() == "D"]
    assert [float(np.ravel(line.get_ydata())[0]) for line in diamonds] == [262]
    assert diamonds[0].get_color() == CONTRAST
    assert flaws(figure) == []


def test_limits_are_dashed_beyond_their_baseline():
    _, axes = chart()
    curves.control_chart(axes, range(6), [1, 2, 3, 2, 1, 2], 2, 0, 4, ("m", "l", "u"), baseline=5)
    dashed = [line for line in axes.lines if line.is_dashed()]
    assert [list(line.get_xdata()) for line in dashed] == [[4, 5]] * 3


def test_names_at_the_ends_of_lines_do_not_collide():
    figure, axes = chart()
    ends = []
    for name, colour, level in zip(("R = 1", "R = 0.99", "R = 0.98"), SERIES, (10.0, 10.1, 10.2), strict=False):
        curves.series(axes, [0, 1, 2], [10, 11, level], low=[9, 10, 9], high=[11, 12, 11], colour=colour)
        ends.append((2.0, level, name, colour))
    axes.set_ylim(0, 20)
    curves.end_labels(axes, ends)
    assert flaws(figure) == []


NODES = [flows.Node("vat", 0, "VAT"), flows.Node("local", 1, "Local tax"), flows.Node("fund", 2, "Fund")]


def test_the_bands_of_a_flow_are_as_wide_as_their_amounts():
    figure, axes = chart()
    links = [flows.Link("vat", "local", 8.5, "8.5"), flows.Link("local", "fund", 3.1, "3.1", CONTRAST)]
    flows.flow(axes, NODES, links)
    nodes = [patch.get_height() for patch in axes.patches if isinstance(patch, Rectangle)]
    bands = [
        np.ptp(patch.get_path().vertices[[0, -2], 1]) for patch in axes.patches if not isinstance(patch, Rectangle)
    ]
    assert nodes == pytest.approx([8.5, 8.5, 3.1])
    assert bands == pytest.approx([8.5, 3.1])
    assert flaws(figure) == []


def test_a_flow_of_nothing_is_an_empty_panel():
    figure, axes = chart()
    flows.flow(axes, [], [])
    assert list(axes.patches) == []
    assert flaws(figure) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (flows.Link("vat", "nowhere", 1.0), "a node that is not there"),
        (flows.Link("fund", "vat", 1.0), "does not carry an amount to the right"),
        (flows.Link("vat", "fund", 0.0), "does not carry an amount to the right"),
    ],
)
def test_a_flow_that_leads_nowhere_is_refused(link, message):
    with pytest.raises(ValueError, match=message):
        flows.flow(chart()[1], NODES, [link])


def test_text_on_a_bar_is_light_or_dark_as_the_bar_demands():
    assert charts.text_on(ACCENT) == "#ffffff"
    assert charts.text_on(GREY) != "#ffffff"


def test_a_name_is_broken_where_its_lines_come_out_narrowest():
    assert (
        in_two_lines("감염병 전담병원에 입원하는 확진자 비율, 30~80%")
        == "감염병 전담병원에 입원하는\n확진자 비율, 30~80%"
    )
    assert in_two_lines("Window, 4–10 days") == "Window,\n4–10 days"
    assert in_two_lines("재원일수") == "재원일수"
