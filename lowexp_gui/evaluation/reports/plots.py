"""Where the marks of a plot stand, as shares of its axes; templates draw them as SVG."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lowexp_gui.evaluation.figures import Summary

_TICKS = 5


@dataclass(frozen=True)
class Tick:
    """A mark of an axis.

    Attributes:
        place: 0..1 along the axis.
        label: its number.
    """

    place: float
    label: str


@dataclass(frozen=True)
class Axis:
    """From numbers to places on an axis.

    Attributes:
        least, most: the numbers at its ends.
        ticks: round numbers between them.
    """

    least: float
    most: float
    ticks: tuple[Tick, ...]

    def place(self, value: float) -> float:
        """Where a number stands, 0..1 for those of the axis."""
        return (value - self.least) / (self.most - self.least)


@dataclass(frozen=True)
class Box:
    """A row of a box plot, all places 0..1.

    Attributes:
        label: of the row.
        quartiles: least, first quartile, median, third quartile, most.
        mean: marked in the box.
    """

    label: str
    quartiles: tuple[float, ...]
    mean: float


@dataclass(frozen=True)
class BoxPlot:
    """The spread of a measure, a row for each of what is compared."""

    title: str
    axis: Axis
    rows: tuple[Box, ...]


@dataclass(frozen=True)
class Bar:
    """A bar of a chart.

    Attributes:
        label: of the row.
        length: 0..1.
        value: as shown.
        marked: drawn in the colour that stands for ours.
    """

    label: str
    length: float
    value: str
    marked: bool


@dataclass(frozen=True)
class BarChart:
    """Means of a measure, a bar for each of what is compared, from zero on."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Line:
    """A line of a plot.

    Attributes:
        label: in the legend.
        points: places (x, y), each 0..1.
        last: the number at its end, as shown.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    last: str


@dataclass(frozen=True)
class LinePlot:
    """Curves of a measure."""

    title: str
    x: Axis
    y: Axis
    x_title: str
    lines: tuple[Line, ...]


def axis_over(values: Sequence[float], from_zero: bool = False) -> Axis:
    """An axis whose ends are round numbers around values, of which there is at least one."""
    least, most = (0.0 if from_zero else min(values)), max(values)
    if most <= least:
        most = least + (abs(least) or 1.0) * 0.1
    raw = (most - least) / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= raw * 0.999)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    if first == last:
        last += 1
    numbers = [index * step for index in range(first, last + 1)]
    ends = numbers[0], numbers[-1]
    span = ends[1] - ends[0]
    return Axis(*ends, tuple(Tick((number - ends[0]) / span, f"{number:.6g}") for number in numbers))


def box_plot(title: str, rows: Sequence[tuple[str, Summary]]) -> BoxPlot | None:
    """The box plot of some summaries; None if none of them has a value."""
    filled = [(label, each) for label, each in rows if each.mean is not None]
    if not filled:
        return None
    axis = axis_over([value for _, each in filled for value in (each.quartiles[0], each.quartiles[-1])])
    boxes = tuple(
        Box(label, tuple(axis.place(value) for value in each.quartiles), axis.place(each.mean or 0.0))
        for label, each in filled
    )
    return BoxPlot(title, axis, boxes)


def bar_chart(title: str, rows: Sequence[tuple[str, float | None, bool]], digits: int) -> BarChart | None:
    """Bars of (label, value, marked), those without a value left out; None if there are none."""
    filled = [(label, value, marked) for label, value, marked in rows if value is not None]
    if not filled:
        return None
    most = max(abs(value) for _, value, _ in filled) or 1.0
    bars = (
        Bar(label, max(0.0, value / most), f"{value:.{digits}f}", marked) for label, value, marked in filled
    )
    return BarChart(title, tuple(bars))


def line_plot(
    title: str, x_title: str, lines: Sequence[tuple[str, Sequence[tuple[float, float]]]], digits: int
) -> LinePlot | None:
    """Curves of (label, points); None if there are none."""
    filled = [(label, points) for label, points in lines if points]
    if not filled:
        return None
    x = axis_over([point[0] for _, points in filled for point in points], from_zero=True)
    y = axis_over([point[1] for _, points in filled for point in points])
    drawn = (
        Line(label, tuple((x.place(a), y.place(b)) for a, b in points), f"{points[-1][1]:.{digits}f}")
        for label, points in filled
    )
    return LinePlot(title, x, y, x_title, tuple(drawn))
