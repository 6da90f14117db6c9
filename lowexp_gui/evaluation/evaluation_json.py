"""An evaluation as JSON.

JSON has no infinity: the PSNR of a picture that equals its reference is null, with `psnr_infinite` beside it.
What could not be measured is null alone. Means are of finite values; how many others there were stands beside
them.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lowexp_gui.evaluation.evaluating import Evaluation, Outcome, Result
from lowexp_gui.evaluation.figures import Figures, Summary, article_name, summary
from lowexp_gui.measuring.measure import Measure
from lowexp_gui.measuring.registry import MEASURES

VERSION = 1


def evaluation_json(evaluation: Evaluation) -> str:
    """The whole evaluation as a JSON document, of ASCII characters alone."""
    fields = {
        "version": VERSION,
        "with_references": evaluation.with_references,
        "pairs": evaluation.pairs,
        "measured": evaluation.measured,
        "stopped": evaluation.stopped,
        "measures": [_measure_fields(MEASURES[name]) for name in evaluation.measures],
        "results": [_result_fields(result, evaluation.measures) for result in evaluation.results],
        "problems": list(evaluation.problems),
    }
    return json.dumps(fields, indent=1, allow_nan=False) + "\n"


def figures_fields(figures: Figures) -> dict[str, Any]:
    """Figures for JSON: null with NAME_infinite for those that are not finite."""
    fields: dict[str, Any] = {}
    for name, value in figures.items():
        finite = value is None or math.isfinite(value)
        fields[name] = value if finite else None
        if not finite:
            fields[f"{name}_infinite"] = True
    return fields


def summary_of(result: Result, name: str) -> Summary:
    """A measure over all photos of a subject."""
    return summary([outcome.figures[name] for outcome in result.outcomes])


def _measure_fields(measure: Measure) -> dict[str, Any]:
    return {
        "name": measure.name,
        "title": measure.title,
        "unit": measure.unit,
        "more_is_better": measure.more_is_better,
        "formula": measure.formula,
        "article": article_name(measure),
    }


def _result_fields(result: Result, measures: Sequence[str]) -> dict[str, Any]:
    subject = result.subject
    return {
        "kind": subject.kind.value,
        "name": subject.name,
        "title": subject.title,
        "paper": subject.paper,
        "card": asdict(subject.card) if subject.card else None,
        "seconds_per_megapixel": result.seconds_per_megapixel,
        "summary": {name: asdict(summary_of(result, name)) for name in measures},
        "photos": [_outcome_fields(outcome) for outcome in result.outcomes],
    }


def _outcome_fields(outcome: Outcome) -> dict[str, Any]:
    about = {
        "name": outcome.name,
        "width": outcome.width,
        "height": outcome.height,
        "seconds": outcome.seconds,
    }
    return about | figures_fields(outcome.figures)
