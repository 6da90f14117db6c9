"""`lowexp lab benchmark`: seconds and memory by model and size, in the terminal."""

import json
import sys
from pathlib import Path

from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.terminal import say, say_json
from lowexp_gui.counting import counted
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import UserError
from lowexp_gui.evaluation.benchmark import DEFAULT_MEGAPIXELS, Row, Seconds, run_benchmark
from lowexp_gui.model.model_library import find_model, list_models
from lowexp_gui.photo.saving import save_bytes

_PARTS = ("decode", "light", "noise", "render", "encode", "convolution", "copying")
_TITLES = ("model", "megapixels", *_PARTS, "ratio", "peak MB")
_EXPLANATION = (
    "Seconds on the CPU, the shortest of several runs. convolution: one of 3x3 from 16 to 16 channels over\n"
    "the same photo, float32, in tiles of 512; copying: of the photo's pixels in memory;\n"
    "ratio: (light + noise + render) / convolution."
)


def benchmark_and_exit(
    models: tuple[str, ...], megapixels: tuple[float, ...], json_file: Path | None
) -> None:
    """Measure and print. Exits with 0, with 1 if a measurement failed, or with 130 if interrupted.

    Args:
        models: names; empty for all.
        megapixels: sizes; empty for the defaults.
        json_file: file for the results as JSON; “-” prints JSON to standard output instead of the table.
    """
    try:
        names = models or tuple(each.card.name for each in list_models())
        for name in names:
            find_model(name)
        with cancelled_by_interrupt() as cancel:
            rows = run_benchmark(names, megapixels or DEFAULT_MEGAPIXELS, _begin, _end, cancel)
        text = json.dumps([row.to_fields() for row in rows], indent=2) + "\n"
        if json_file is not None and str(json_file) != "-":
            save_bytes(text.encode(), json_file, replace=True)
    except Cancelled:
        say("Stopped.", error=True)
        sys.exit(INTERRUPTED)
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
    except OSError as error:
        say(f"The results cannot be written: {error.strerror}.", error=True)
        sys.exit(1)
    if str(json_file) == "-":
        say_json(text)
    else:
        say(*_table(rows))
    sys.exit(1 if any(row.measured.seconds is None for row in rows) else 0)


def _begin(model: str, megapixels: float) -> None:
    say(f"{model}, {counted(megapixels, 'megapixel', 'megapixels')} …", error=True)


def _end(row: Row) -> None:
    if row.measured.problem:
        say(row.measured.problem, error=True)


def _table(rows: tuple[Row, ...]) -> list[str]:
    """The figures in columns, followed by the errors."""
    lines = [_TITLES, *(_cells(row, row.measured.seconds) for row in rows if row.measured.seconds)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    text = [
        "  ".join((line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:]))).rstrip()
        for line in lines
    ]
    problems = [
        f"{row.model}, {counted(row.megapixels, 'megapixel', 'megapixels')}: {row.measured.problem}"
        for row in rows
        if row.measured.seconds is None
    ]
    return [*text, *problems, "", *_EXPLANATION.split("\n")]


def _cells(row: Row, seconds: Seconds) -> tuple[str, ...]:
    peak = row.measured.peak_bytes
    return (
        row.model,
        f"{row.megapixels:g}",
        *(f"{getattr(seconds, part):.4f}" for part in _PARTS),
        f"{seconds.ratio:.2f}",
        "?" if peak is None else f"{peak / 1e6:.0f}",
    )
