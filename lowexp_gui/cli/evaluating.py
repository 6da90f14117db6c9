"""`lowexp lab evaluate`: how good models and methods are, in the terminal, as JSON and as a page."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from lowexp_gui.cli.earlier_files import is_page
from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.path_types import may_overwrite, not_earlier
from lowexp_gui.cli.terminal import say, say_json
from lowexp_gui.counting import counted
from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.enhancing.devices import Device, find_device
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.evaluation.evaluating import Evaluation, evaluate
from lowexp_gui.evaluation.evaluation_json import evaluation_json
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.evaluation.pairing import Pairing, pair_by_name, without_references
from lowexp_gui.evaluation.reports.evaluation_report import evaluation_page, table_rows
from lowexp_gui.evaluation.subjects import EvaluationSubject, method_subject, model_subject, original
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.errors import PhotoError, printable, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

PAGE = "report.html"


@dataclass(frozen=True)
class EvaluationChoices:
    """The options of `lowexp lab evaluate`; without references, `high` is None."""

    low: Path
    high: Path | None
    models: tuple[str, ...]
    methods: tuple[str, ...]
    measures: tuple[str, ...]
    device: str
    json_file: Path | None
    report: Path | None


def evaluate_and_exit(choices: EvaluationChoices) -> None:
    """Measure and print. Exits with 0 if everything was measured, with 130 if interrupted, otherwise with 1.

    After an interruption, the figures so far are written.
    """
    try:
        subjects = subjects_of(choices.models, choices.methods, find_device(choices.device))
        if choices.report is not None:
            # Created first, so that hours of measuring do not end with an error.
            choices.report.mkdir(parents=True, exist_ok=True)
            page = choices.report / PAGE
            if os.path.lexists(page) and not (may_overwrite() or is_page(page)):
                raise PhotoError(
                    Sentence(
                        QT_TRANSLATE_NOOP("sentences", "{file} cannot be written: {reason}"),
                        file=quoted(page),
                        reason=not_earlier(),
                    ),
                    page,
                )
        with log_to_file(), cancelled_by_interrupt() as cancel:
            pairing = _pairing(choices)
            kinds = _kinds(pairing.with_references)
            with click.progressbar(length=len(pairing.pairs), label=kinds[1], file=sys.stderr) as bar:
                evaluation = evaluate(
                    pairing,
                    subjects,
                    lambda _done, _all: bar.update(1),
                    _tell,
                    cancel,
                    choices.measures or _measurable(pairing.with_references),
                )
        _write(evaluation, choices)
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
    except OSError as error:
        say(f"The results cannot be written: {error.strerror}.", error=True)
        sys.exit(1)
    if evaluation.stopped:
        say(f"Stopped after {evaluation.measured} of {counted(evaluation.pairs, *kinds)}.", error=True)
        sys.exit(INTERRUPTED)
    sys.exit(0 if evaluation.measured and not evaluation.problems else 1)


def _pairing(choices: EvaluationChoices) -> Pairing:
    if choices.high is None:
        return without_references(choices.low)
    return pair_by_name(choices.low, choices.high)


def _kinds(with_references: bool) -> tuple[str, str]:
    """What is measured, in singular and plural."""
    return ("pair", "pairs") if with_references else ("photo", "photos")


def _measurable(with_references: bool) -> tuple[str, ...]:
    return tuple(name for name, each in MEASURES.items() if with_references or not each.needs_reference)


def subjects_of(models: tuple[str, ...], methods: tuple[str, ...], device: Device) -> list[EvaluationSubject]:
    """The unchanged photo, then methods, then models, each once.

    Args:
        models: names; the default model if there are neither models nor methods.
        methods: names; “all” for all.

    Raises:
        ModelError, UnknownMethodError: one is not available.
    """
    names = dict.fromkeys(methods)
    chosen = tuple(METHODS) if "all" in names else tuple(names)
    stored = [find_model(name) for name in dict.fromkeys(models or (() if methods else (DEFAULT_MODEL,)))]
    return [
        original(),
        *map(method_subject, chosen),
        *(model_subject(load_model(each), device) for each in stored),
    ]


def _tell(sentence: str) -> None:
    say(printable(sentence), error=True)


def _write(evaluation: Evaluation, choices: EvaluationChoices) -> None:
    if choices.json_file is not None and str(choices.json_file) != "-":
        save_bytes(evaluation_json(evaluation).encode(), choices.json_file, replace=True)
    if choices.report is not None:
        save_bytes(evaluation_page(evaluation), choices.report / PAGE, replace=True)
        say(f"Report: {printable(str(choices.report / PAGE))}", error=True)
    if str(choices.json_file) == "-":
        say_json(evaluation_json(evaluation))
    else:
        say(*_table(evaluation))


def _table(evaluation: Evaluation) -> list[str]:
    """Means and standard deviations in columns."""
    measures = [MEASURES[name] for name in evaluation.measures]
    lines = [
        ("", *(f"{measure.title} {measure.unit}".strip() for measure in measures), "s/megapixel", "photos"),
        *(
            (
                row.title,
                *(f"{cell.value} {cell.spread}".strip() for cell in row.cells),
                row.seconds,
                str(row.photos),
            )
            for row in table_rows(evaluation)
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join((line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:]))).rstrip()
        for line in lines
    ]
