"""The commands that measure; each imports what it needs when it is called, so that help is instant."""

from pathlib import Path

import click


@click.command()
@click.argument("low", type=click.Path(path_type=Path, exists=True), metavar="LOW")
@click.argument("high", type=click.Path(path_type=Path, exists=True), metavar="HIGH")
@click.option(
    "--model", "models", multiple=True, help="One of `lowexp models`, or its card; may be repeated."
)
@click.option(
    "--method", "methods", multiple=True, help="A compared method; may be repeated, “all” takes all."
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=None,
    help="Write all figures as JSON; “-” prints them in place of the table.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder for a page with tables, plots and pictures.",
)
def evaluate(
    low: Path,
    high: Path,
    models: tuple[str, ...],
    methods: tuple[str, ...],
    device: str,
    json_file: Path | None,
    report: Path | None,
) -> None:
    """Measure models and methods on dark photos LOW and their references HIGH, matched by name.

    Without --model and --method, the default model is measured.
    """
    from lowexp_gui.cli.evaluating import EvaluationChoices, evaluate_and_exit

    evaluate_and_exit(EvaluationChoices(low, high, models, methods, device, json_file, report))
