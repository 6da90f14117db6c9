"""The page of a reproduction: claim by claim what held, with the figures as measured."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lowexp_gui import __version__
from lowexp_gui.evaluation.figures import article_name, heading
from lowexp_gui.evaluation.reports.page import fill_page
from lowexp_gui.evaluation.reports.plots import BarChart, LinePlot, bar_chart, line_plot
from lowexp_gui.evaluation.reproduction.ablations import FIGURE_6, FULL, READINGS, Ablation
from lowexp_gui.evaluation.reproduction.claims import (
    Difference,
    Verdict,
    claims_of,
    difference,
    stage_records,
)
from lowexp_gui.evaluation.reproduction.comparison import ARTICLE_METHODS, COMPARED_SIDE, OURS
from lowexp_gui.evaluation.reproduction.measurement_store import Fields
from lowexp_gui.evaluation.reproduction.scenes import NOISE_SHOWN
from lowexp_gui.evaluation.reproduction.trained_ablations import ABLATION_MEASURES
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES

LOOKS = (
    ("noise", "Noise level above the reference's"),
    ("fine_error", "Error about local means"),
    ("brighter", "Brighter than the reference"),
    ("burnt", "More burnt than the reference (share of pixels)"),
    ("cast", "Colour cast (CIE Lab)"),
)
_BARS = ("psnr", "ssim", "cie76", "niqe", "brisque", "delta_e_itp")
"""What figure 5 shows by its formulas, and what it shows by its names."""


@dataclass(frozen=True)
class Row:
    """A row of a table: its title, and its figures as shown."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ReadingRow:
    """A reading beside the one that was chosen.

    Attributes:
        title: of the reading.
        gains: how far it is above the chosen one, by measure.
    """

    title: str
    gains: tuple[Difference | None, ...]


def reproduction_page(found: Fields) -> bytes:
    """The report of what `reproduce` gives, an HTML page in UTF-8."""
    figure_5, figure_6, claims = found["figure 5"], found["figure 6"], claims_of(found)
    on_common = _on_common_pairs(figure_5["contenders"])
    return fill_page(
        "reproduction.html",
        version=__version__,
        experiment=found["experiment"],
        claims=claims,
        verdicts=[(each.value, sum(claim.verdict is each for claim in claims)) for each in Verdict],
        scenes=found["figure 4"]["scenes"],
        bars=_bars(on_common),
        common_pairs=len(on_common[0]["records"]),
        looks=LOOKS,
        look_rows=_look_rows(on_common),
        compared_pairs=_counts(figure_5["sets"]),
        compared_side=COMPARED_SIDE,
        section_3=_section_3(figure_5["contenders"]),
        curves=_curves(figure_6["curves"], FIGURE_6),
        reading_curves=_curves(figure_6["curves"], (FULL, *READINGS)),
        curve_pairs=_counts(figure_6["sets"]),
        forms=_form_rows(found["forms"]),
        form_pairs=_counts(found["forms"]["sets"]),
        readings=_readings(found["forms"]["figures"]),
        shown_measures=_abouts(),
        measures=tuple(measure for measure in MEASURES.values() if not measure.needs_before),
        noise_shown=NOISE_SHOWN,
        ours=_titled(figure_5["contenders"], OURS),
    )


def _abouts() -> tuple[Measure, ...]:
    return tuple(MEASURES[name] for name in ABLATION_MEASURES)


def _titled(subjects: Sequence[Fields], name: str) -> str:
    return next(str(each["title"]) for each in subjects if each["name"] == name)


def _heading(measure: Measure) -> str:
    called = article_name(measure).split(" (")[0]
    return heading(measure) + (f", the article's “{called}”" if called else "")


def _counts(sets: Fields) -> str:
    return " and ".join(f"{len(keys)} of {name}" for name, keys in sets.items())


def _mean(records: dict[str, Fields], name: str) -> float | None:
    values = [each[name] for each in records.values() if each.get(name) is not None]
    return math.fsum(values) / len(values) if values else None


def _on_common_pairs(subjects: Sequence[Fields]) -> list[Fields]:
    """Subjects with the records of those pairs alone that all of them were given."""
    common = set.intersection(*(set(each["records"]) for each in subjects))
    return [
        each | {"records": {key: value for key, value in each["records"].items() if key in common}}
        for each in subjects
    ]


def _bars(subjects: Sequence[Fields]) -> list[BarChart]:
    charts = []
    for about in map(MEASURES.__getitem__, _BARS):
        rows = [
            (each["title"], _mean(stage_records(each), about.name), each["name"] == OURS)
            for each in _article_order(subjects)
        ]
        charts.append(bar_chart(_heading(about), rows, about.digits))
    return [chart for chart in charts if chart]


def _article_order(subjects: Sequence[Fields]) -> list[Fields]:
    """The article's methods and its own first, as in its figure 5, then the others."""
    order = {name: place for place, name in enumerate((*ARTICLE_METHODS, OURS))}
    return sorted(subjects, key=lambda each: order.get(each["name"], len(order)))


def _look_rows(subjects: Sequence[Fields]) -> list[Row]:
    rows = []
    for each in _article_order(subjects):
        records = stage_records(each)
        rows.append(Row(each["title"], tuple(_shown(_mean(records, name), 3) for name, _ in LOOKS)))
    return rows


def _section_3(subjects: Sequence[Fields]) -> list[Row]:
    """Noise and figures of the photo as it is, of the light alone, and after the denoiser."""
    named = {each["name"]: each for each in subjects}
    stages = (
        ("photo as it is", stage_records(named["original"])),
        ("light alone", stage_records(named[OURS], "enhanced")),
        ("light and denoiser", stage_records(named[OURS])),
    )
    return [
        Row(
            title,
            (
                _shown(_mean(records, "noise"), 4),
                _shown(_mean(records, "fine_error"), 4),
                *(_shown(_mean(records, about.name), about.digits) for about in _abouts()),
            ),
        )
        for title, records in stages
    ]


def _curves(curves: Fields, forms: Sequence[Ablation]) -> list[LinePlot]:
    plots = []
    for about in _abouts():
        lines = []
        for form in forms:
            points = [(each["step"], _mean(each["figures"], about.name)) for each in curves[form.name]]
            lines.append((form.title, [(float(step), value) for step, value in points if value is not None]))
        plots.append(line_plot(_heading(about), "steps of the enhancement training", lines, about.digits))
    return [plot for plot in plots if plot]


def _form_rows(forms: Fields) -> list[Row]:
    """Each form at its end, by set."""
    rows = []
    for form in FIGURE_6 + READINGS:
        records = forms["figures"][form.name][form.stage.value]
        cells = []
        for keys in forms["sets"].values():
            of_set = {key: records[key] for key in keys if key in records}
            cells.append(" / ".join(_shown(_mean(of_set, about.name), about.digits) for about in _abouts()))
        rows.append(Row(form.title, tuple(cells)))
    return rows


def _readings(figures: Fields) -> list[ReadingRow]:
    chosen = figures[FULL.name][FULL.stage.value]
    return [
        ReadingRow(
            form.title,
            tuple(
                difference(
                    about.title,
                    figures[form.name][form.stage.value],
                    chosen,
                    about.name,
                    1 if about.more_is_better else -1,
                )
                for about in _abouts()
            ),
        )
        for form in READINGS
    ]


def _shown(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def report_data(found: Fields) -> dict[str, Any]:
    """All figures of a reproduction without its pictures, and the claims, for JSON."""
    scenes = [
        {
            "name": scene["name"],
            "origin": scene["origin"],
            "shown": {
                title: {stage: shown[stage] for stage in ("final", "enhanced")}
                for title, shown in scene["shown"].items()
            },
        }
        for scene in found["figure 4"]["scenes"]
    ]
    claims = [
        {
            "source": claim.source,
            "text": claim.text,
            "measure": claim.measure,
            "verdict": claim.verdict.value,
            "differences": [
                {"of": each.label, "mean": each.mean, "least": each.least, "most": each.most}
                for each in claim.differences
            ],
        }
        for claim in claims_of(found)
    ]
    return found | {"claims": claims, "figure 4": {"scenes": scenes}}
