"""The commands that measure; each imports what it needs when it is called, so that help is instant."""

import math
from pathlib import Path

import click

from lowexp_gui.cli.earlier_files import is_benchmark, is_evaluation
from lowexp_gui.cli.path_types import NamedPath, SideFile, data_option, overwrite_option
from lowexp_gui.cli.shared_parameters import thread_option
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.measuring.registry import MEASURES


def _finite(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is not a number of minutes.")
    return value


@click.command()
@click.argument("low", type=click.Path(path_type=Path, exists=True), metavar="LOW")
@click.argument("high", type=click.Path(path_type=Path, exists=True), metavar="[HIGH]", required=False)
@click.option(
    "--model", "models", multiple=True, help="One of `lowexp models`, or its card. May be repeated."
)
@click.option("--method", "methods", multiple=True, help=f"{', '.join(METHODS)}, or “all”; may be repeated.")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(tuple(MEASURES)),
    help="May be repeated. Default: all; without HIGH, all that need no reference.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@click.option(
    "--json",
    "json_file",
    type=SideFile(".json", allow_dash=True, is_earlier=is_evaluation),
    default=None,
    help="Write all figures as JSON. “-” prints them instead of the table.",
)
@click.option(
    "--report",
    type=NamedPath(path_type=Path, file_okay=False),
    default=None,
    help="Folder for a report with tables, plots and pictures.",
)
@overwrite_option
def evaluate(
    low: Path,
    high: Path | None,
    models: tuple[str, ...],
    methods: tuple[str, ...],
    measures: tuple[str, ...],
    device: str,
    json_file: Path | None,
    report: Path | None,
) -> None:
    """Measure models and methods on photos.

    LOW is a dark photo or a folder of them. HIGH has the well-exposed references; they are matched by name.
    Without HIGH, only measures that need no reference are taken. Without --model and --method, the default
    model is measured.
    """
    needing = [name for name in measures if MEASURES[name].needs_reference] if high is None else []
    if needing:
        raise click.UsageError(f"{', '.join(needing)} needs references: give them as HIGH.")
    from lowexp_gui.cli.evaluating import EvaluationChoices, evaluate_and_exit

    evaluate_and_exit(EvaluationChoices(low, high, models, methods, measures, device, json_file, report))


@click.command()
@data_option
@click.option(
    "--output",
    "-o",
    required=True,
    type=NamedPath(path_type=Path, file_okay=False),
    help="Folder for checkpoints, measurements and the report.",
)
@click.option(
    "--budget",
    "minutes",
    type=click.FloatRange(0, min_open=True),
    callback=_finite,
    default=60,
    show_default=True,
    help="Time limit in minutes. Most of the time is training.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@thread_option
def reproduce(data: Path, output: Path, minutes: float, device: str, threads: int | None) -> None:
    """Repeat the experiments of the article.

    This trains its ablations, compares methods and says which claims held. Start the same command again to
    continue after an interruption.
    """
    from lowexp_gui.cli.reproducing import reproduce_and_exit

    reproduce_and_exit(data, output, minutes, device, threads)


def _numbers(
    _context: click.Context, _parameter: click.Parameter, values: tuple[float, ...]
) -> tuple[float, ...]:
    if any(math.isnan(value) for value in values):
        raise click.BadParameter("nan is not a size.")
    return values


@click.command()
@click.option(
    "--model", "models", multiple=True, help="One of `lowexp models`. May be repeated. Default: all."
)
@click.option(
    "--megapixels",
    multiple=True,
    type=click.FloatRange(0.001, 250),
    callback=_numbers,
    help="Size of the photo. May be repeated. Default: 0.24, 2, 12, 24 and 60.",
)
@click.option(
    "--json",
    "json_file",
    type=SideFile(".json", allow_dash=True, is_earlier=is_benchmark),
    default=None,
    help="Also write the results as JSON. “-” prints them instead of the table.",
)
@overwrite_option
def benchmark(models: tuple[str, ...], megapixels: tuple[float, ...], json_file: Path | None) -> None:
    """Measure time and memory of the models.

    One convolution over the same photo is measured too, to compare with.
    """
    from lowexp_gui.cli.benchmarking import benchmark_and_exit

    benchmark_and_exit(models, megapixels, json_file)
