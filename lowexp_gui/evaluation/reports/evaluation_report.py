"""The page of an evaluation."""

from dataclasses import dataclass

from lowexp_gui import __version__
from lowexp_gui.evaluation.evaluating import Evaluation, Result
from lowexp_gui.evaluation.evaluation_json import summary_of
from lowexp_gui.evaluation.figures import Summary, heading
from lowexp_gui.evaluation.gallery import MOST_DIFFERENCE
from lowexp_gui.evaluation.reports.page import fill_page
from lowexp_gui.evaluation.reports.plots import box_plot
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES


@dataclass(frozen=True)
class Cell:
    """A figure of the table.

    Attributes:
        value: mean, as shown.
        spread: standard deviation over the photos, as shown; empty without one.
        note: photos that the mean leaves out, as shown.
        best: whether no other mean in its column is better.
    """

    value: str
    spread: str
    note: str
    best: bool


@dataclass(frozen=True)
class TableRow:
    """A subject's row of the table.

    Attributes:
        title: of the subject.
        cells: by measure.
        seconds: a megapixel, as shown.
        photos: how many were measured.
    """

    title: str
    cells: tuple[Cell, ...]
    seconds: str
    photos: int


def evaluation_page(evaluation: Evaluation) -> bytes:
    """The report of an evaluation, an HTML page in UTF-8."""
    measures = [MEASURES[name] for name in evaluation.measures]
    plots = [
        box_plot(
            heading(measure),
            [(each.subject.title, summary_of(each, measure.name)) for each in evaluation.results],
        )
        for measure in measures
    ]
    return fill_page(
        "evaluation.html",
        version=__version__,
        evaluation=evaluation,
        measures=measures,
        headings=[heading(measure) for measure in measures],
        rows=table_rows(evaluation),
        plots=[plot for plot in plots if plot],
        ranked_by=MEASURES[evaluation.ranked_by],
        most_difference=MOST_DIFFERENCE,
    )


def table_rows(evaluation: Evaluation) -> tuple[TableRow, ...]:
    """The rows of the table of means."""
    results = evaluation.results
    columns = [_column(MEASURES[name], results) for name in evaluation.measures]
    return tuple(
        TableRow(
            result.subject.title,
            cells,
            "-" if result.seconds_per_megapixel is None else f"{result.seconds_per_megapixel:.2f}",
            len(result.outcomes),
        )
        for result, cells in zip(results, zip(*columns, strict=True), strict=True)
    )


def _column(measure: Measure, results: tuple[Result, ...]) -> list[Cell]:
    summaries = [summary_of(result, measure.name) for result in results]
    means = [each.mean for each in summaries if each.mean is not None]
    best = (max if measure.more_is_better else min)(means, default=None)
    return [_cell(each, measure.digits, each.mean is not None and each.mean == best) for each in summaries]


def _cell(found: Summary, digits: int, best: bool) -> Cell:
    notes = []
    if found.infinite:
        notes.append(f"{found.infinite} equal their references")
    if found.missing:
        notes.append(f"{found.missing} not measurable")
    if found.mean is None or found.deviation is None:
        return Cell("∞" if found.infinite else "-", "", ", ".join(notes), False)
    return Cell(f"{found.mean:.{digits}f}", f"± {found.deviation:.{digits}f}", ", ".join(notes), best)
