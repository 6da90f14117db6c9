"""The commands that measure; each imports what it needs when it is called, so that help is instant."""

import math
from pathlib import Path

import click

from lowexp_gui.cli.earlier_files import is_evaluation
from lowexp_gui.cli.path_types import NamedPath, SideFile, overwrite_option
from lowexp_gui.cli.thread_option import thread_option

COMPARING = ("psnr", "ssim", "ms_ssim", "ciede2000", "cie76", "delta_e_itp")
"""Measures that need references."""
MEASURES = (
    *COMPARING,
    "niqe",
    "brisque",
    "new_burnt_pixels",
    "noise_in_black",
    "black_becomes",
    "halo",
)


def _finite(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is no number of minutes.")
    return value


@click.command()
@click.argument("low", type=click.Path(path_type=Path, exists=True), metavar="LOW")
@click.argument("high", type=click.Path(path_type=Path, exists=True), metavar="[HIGH]", required=False)
@click.option(
    "--model", "models", multiple=True, help="One of `lowexp models`, or its card; may be repeated."
)
@click.option(
    "--method", "methods", multiple=True, help="A compared method; may be repeated, “all” takes all."
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(MEASURES),
    help="May be repeated. Default: all; without HIGH, all that need no references.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@click.option(
    "--json",
    "json_file",
    type=SideFile(".json", allow_dash=True, is_earlier=is_evaluation),
    default=None,
    help="Write all figures as JSON; “-” prints them in place of the table.",
)
@click.option(
    "--report",
    type=NamedPath(path_type=Path, file_okay=False),
    default=None,
    help="Folder for a page with tables, plots and pictures.",
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
    """Measure models and methods on dark photos LOW and their references HIGH, matched by name.

    Without HIGH, what needs no references is measured: new burnt pixels, noise in black, what black becomes,
    halos, and the look of the results. Without --model and --method, the default model is measured.
    """
    needing = [name for name in measures if name in COMPARING] if high is None else []
    if needing:
        raise click.UsageError(f"{', '.join(needing)} needs references: give them as HIGH.")
    from lowexp_gui.cli.evaluating import EvaluationChoices, evaluate_and_exit

    evaluate_and_exit(EvaluationChoices(low, high, models, methods, measures, device, json_file, report))


@click.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the photo sets (see the README).",
)
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
    help="Minutes that it may take; most of them train.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@thread_option
def reproduce(data: Path, output: Path, minutes: float, device: str, threads: int | None) -> None:
    """Repeat the article's experiments: train its ablations, compare methods, and say what held.

    Stopped and started again, it goes on where it was.
    """
    from lowexp_gui.cli.reproducing import reproduce_and_exit

    reproduce_and_exit(data, output, minutes, device, threads)
