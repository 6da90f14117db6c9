"""Where the marks of plots stand."""

import math

from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.evaluation.figures import summary
from lowexp_gui.evaluation.reports.plots import axis_over, bar_chart, box_plot, line_plot

NUMBERS = st.lists(st.floats(-1e4, 1e4, allow_nan=False).map(lambda value: round(value, 4)), min_size=1)


@given(NUMBERS)
def test_an_axis_reaches_over_all_values(values: list[float]) -> None:
    axis = axis_over(values)
    assert all(-1e-6 <= axis.place(value) <= 1 + 1e-6 for value in values)
    places = [tick.place for tick in axis.ticks]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks) <= 9


@given(NUMBERS)
def test_boxes_are_in_order(values: list[float]) -> None:
    plot = box_plot("title", [("one", summary(values)), ("none", summary([None, math.inf]))])
    assert plot is not None
    (box,) = plot.rows
    assert list(box.quartiles) == sorted(box.quartiles)
    assert box.quartiles[0] - 1e-6 <= box.mean <= box.quartiles[-1] + 1e-6


def test_nothing_to_draw_is_no_plot() -> None:
    assert box_plot("title", [("none", summary([]))]) is None
    assert bar_chart("title", [("none", None, False)], 2) is None
    assert line_plot("title", "steps", [("none", [])], 2) is None


def test_bars_are_as_long_as_their_values() -> None:
    chart = bar_chart("title", [("a", 10.0, False), ("b", 5.0, True), ("c", None, False)], 1)
    assert chart is not None
    assert [(bar.label, bar.length, bar.value, bar.marked) for bar in chart.bars] == [
        ("a", 1.0, "10.0", False),
        ("b", 0.5, "5.0", True),
    ]
