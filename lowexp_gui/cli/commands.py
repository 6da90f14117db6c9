"""The commands of `lowexp`; each imports what it needs when it is called, so that help is instant."""

import math
import re
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

import click

from lowexp_gui import __version__
from lowexp_gui.cli.finetune_command import finetune_command
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.jobs.job import DEFAULT_TEMPLATE, JobSpec, OutputRule
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.shelf import DEFAULT_MODEL, find_model
from lowexp_gui.photo.naming import IfExists, check_template
from lowexp_gui.photo.photograph import PhotoFormat

_FORMATS = {"same": None, "jpg": PhotoFormat.JPEG, "tif": PhotoFormat.TIFF} | {
    photo_format.value: photo_format for photo_format in PhotoFormat
}


def _template(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        check_template(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return value


def _model_name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", value):
        raise click.BadParameter("A model's name has letters, digits, - and _ only.")
    return value


_PLAN_NAMES = ("article", "studio", "open")
_ADJUSTMENT_HELP = {
    "brightness": "0 leaves the light as it is, 1 is what the model found, 2 the most.",
    "shadows": "More light (above 0) or less where the scene is dark.",
    "denoise": "0 keeps all noise, 1 removes what the model found, 2 the most.",
    "detail": "How much drawing is given back where it may have been taken for noise.",
    "temperature": "Warmer (above 0) or colder light.",
    "tint": "More magenta (above 0) or green.",
    "contrast": "Factor on the stops from middle grey.",
    "highlights": "How far bright parts are held below white.",
    "saturation": "0 is black and white.",
}


def _adjustment_options(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each adjustment, in the order in which they apply."""
    for name, about in reversed(ADJUSTMENTS.items()):
        command = click.option(
            f"--{name}",
            type=click.FloatRange(about.least, about.most),
            default=float(about.neutral),
            show_default=True,
            help=_ADJUSTMENT_HELP[name],
        )(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lowexp")
def main() -> None:
    """Turn under-exposed photos into bright, clean ones."""
    for stream in (sys.stdout, sys.stderr):
        # Names of files may hold what a terminal's encoding does not.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT…")
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="Folder for the results."
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="See `lowexp models`.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@_adjustment_options
@click.option("--stages", is_flag=True, help="Also write {stem}_enhanced and {stem}_illumination as PNG.")
@click.option(
    "--name",
    default=DEFAULT_TEMPLATE,
    show_default=True,
    callback=_template,
    help="Name of the results: {stem}, {name}, {date}, {model}, {n}.",
)
@click.option(
    "--format",
    "photo_format",
    type=click.Choice(sorted(_FORMATS)),
    default="same",
    show_default=True,
    help="File format of the results.",
)
@click.option(
    "--quality", type=click.IntRange(1, 100), default=95, show_default=True, help="Of JPEG and WebP."
)
@click.option(
    "--if-exists",
    type=click.Choice([each.value for each in IfExists]),
    default=IfExists.RENAME.value,
    show_default=True,
    help="What to do where a result of that name is there already.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line: progress and results.")
def enhance(
    inputs: tuple[Path, ...],
    output: Path,
    model: str,
    device: str,
    stages: bool,
    name: str,
    photo_format: str,
    quality: int,
    if_exists: str,
    as_json: bool,
    **adjustments: float,
) -> None:
    """Enhance photos and all photos in folders."""
    from lowexp_gui.cli.enhancing import enhance_and_exit

    rule = OutputRule(output, name, _FORMATS[photo_format], quality, IfExists(if_exists), stages)
    try:
        chosen = Adjustments(**adjustments)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    enhance_and_exit(JobSpec(inputs, model, device, chosen, rule), as_json)


@main.group(invoke_without_command=True)
@click.option("--verbose", "-v", is_flag=True, help="The whole model cards, as JSON.")
@click.pass_context
def models(context: click.Context, verbose: bool) -> None:
    """List the models and what they may be used for; take in, give out and name your own."""
    if context.invoked_subcommand is None:
        from lowexp_gui.cli.models import list_and_exit

        list_and_exit(verbose)


@models.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def import_files(files: tuple[Path, ...]) -> None:
    """Take in models from files; each is checked as a whole before it is kept."""
    from lowexp_gui.cli.models import import_and_exit

    import_and_exit(files)


@models.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace a file that is there already.")
def export(name: str, file: Path, overwrite: bool) -> None:
    """Write a model into one file, to be given to others."""
    from lowexp_gui.cli.models import export_and_exit

    export_and_exit(name, file, overwrite)


@models.command()
@click.argument("name")
@click.option("--name", "new_name", default=None, help="Another name.")
@click.option("--title", default=None, help="Another title, as shown in the window.")
@click.option("--description", default=None, help="Another description.")
def edit(name: str, new_name: str | None, title: str | None, description: str | None) -> None:
    """Give a model of your own another name, title or description."""
    from lowexp_gui.cli.models import edit_and_exit

    edit_and_exit(name, new_name, title, description)


@models.command()
@click.argument("name")
def delete(name: str) -> None:
    """Take a model of your own off the shelf; `restore` brings it back for a month."""
    from lowexp_gui.cli.models import delete_and_exit

    delete_and_exit(name)


@models.command()
@click.argument("name")
def restore(name: str) -> None:
    """Bring a deleted model back, the last one of this name."""
    from lowexp_gui.cli.models import restore_and_exit

    restore_and_exit(name)


@main.command()
def doctor() -> None:
    """Say what is installed and where, in a form to paste into a bug report."""
    from lowexp_gui.cli.doctor import report_lines

    for line in report_lines():
        click.echo(line)


@main.command()
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
    type=click.Path(path_type=Path),
    help="Folder for checkpoints and weights.",
)
@click.option(
    "--plan",
    type=click.Choice(_PLAN_NAMES),
    default="article",
    show_default=True,
    help="Networks, photos and settings: those of the model of this name.",
)
@click.option(
    "--module", type=click.Choice(["enhancement", "denoising", "both"]), default="both", show_default=True
)
@click.option(
    "--enhancement-steps", type=click.IntRange(1), default=None, help="Steps of the first training."
)
@click.option("--denoising-steps", type=click.IntRange(1), default=None, help="Steps of the second training.")
@click.option("--batch", type=click.IntRange(1), default=None, help="Pictures in a step, of each process.")
@click.option("--seed", type=int, default=None, help="Of weights and order of photos.")
@click.option(
    "--learning-rate",
    type=click.FloatRange(0, min_open=True),
    default=None,
    help="At its highest.",
)
@click.option(
    "--start",
    default=None,
    help="Model whose weights are the first: a name, see `lowexp models`, or its card.",
)
@click.option(
    "--camera",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="Noise of the camera whose photos are to be cleaned, see `lowexp noise --json`.",
)
@click.option(
    "--hold-back",
    type=click.Choice(["scenes", "familiar", "nothing"]),
    default=None,
    help="Pairs that are not taught: whole scenes (the validation split), also some photos of familiar "
    "scenes, or nothing.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@click.option("--threads", type=click.IntRange(1), default=None, help="CPU threads of torch.")
@click.option(
    "--checkpoint-seconds",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="Time between checkpoints.",
)
@click.option("--name", default=None, callback=_model_name, help="Name of the new model, if not the plan's.")
def train(
    data: Path,
    output: Path,
    plan: str,
    module: str,
    enhancement_steps: int | None,
    denoising_steps: int | None,
    batch: int | None,
    seed: int | None,
    learning_rate: float | None,
    start: str | None,
    camera: Path | None,
    hold_back: str | None,
    device: str,
    threads: int | None,
    checkpoint_seconds: float,
    name: str | None,
) -> None:
    """Train both networks by the article's algorithm; started again, it goes on where it was stopped."""
    from lowexp_gui.cli.training import TrainingChoices, train_and_exit

    train_and_exit(
        TrainingChoices(
            data,
            output,
            plan,
            module,
            enhancement_steps,
            denoising_steps,
            batch,
            seed,
            learning_rate,
            start,
            camera,
            hold_back,
            device,
            threads,
            checkpoint_seconds,
            name or plan,
        )
    )


main.add_command(finetune_command(_model_name))


@main.command()
@click.argument("checkpoints", nargs=2, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with the photo sets (see the README).",
)
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="Folder for the model.")
@click.option("--plan", type=click.Choice(_PLAN_NAMES), required=True, help="What the model's card tells.")
@click.option("--name", required=True, callback=_model_name, help="Name of the new model.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
def assemble(
    checkpoints: tuple[Path, Path], data: Path, output: Path, plan: str, name: str, device: str
) -> None:
    """Put the networks of two trainings together into a model, and measure it on what both held back."""
    from lowexp_gui.cli.training import AssemblyChoices, assemble_and_exit

    assemble_and_exit(AssemblyChoices(checkpoints, data, output, plan, name, device))


@main.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with the photo sets (see the README).",
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="See `lowexp models`.")
@click.option(
    "--hold-back",
    type=click.Choice(["scenes", "familiar"]),
    default="scenes",
    show_default=True,
    help="Pairs to measure with: whole scenes (the validation split), also some photos of familiar scenes. "
    "Of pairs that a model was taught, the figures reward memory; its card says what was held back.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
def validate(data: Path, model: str, hold_back: str, device: str) -> None:
    """Measure a model on the validation split, beside an automatic gamma."""
    from lowexp_gui.cli.training import validate_and_exit
    from lowexp_gui.training.recipe import HoldBack

    try:
        shelved = find_model(model)
    except ModelError as error:
        raise click.ClickException(str(error)) from error
    validate_and_exit(data, shelved, HoldBack(hold_back), device)


def _numbers(
    _context: click.Context, _parameter: click.Parameter, values: tuple[float, ...]
) -> tuple[float, ...]:
    if any(math.isnan(value) for value in values):
        raise click.BadParameter("nan is not a size.")
    return values


@main.command()
@click.option(
    "--model", "models", multiple=True, help="One of `lowexp models`; may be repeated. Default: all."
)
@click.option(
    "--megapixels",
    multiple=True,
    type=click.FloatRange(0.001, 250),
    callback=_numbers,
    help="Size of the photo; may be repeated. Default: 0.24, 2, 12, 24 and 60.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=None,
    help="Write the results as JSON too; “-” prints them in place of the table.",
)
def benchmark(models: tuple[str, ...], megapixels: tuple[float, ...], json_file: Path | None) -> None:
    """Measure seconds and memory by model and size, beside one convolution over the same photo."""
    from lowexp_gui.cli.benchmarking import benchmark_and_exit

    benchmark_and_exit(models, megapixels, json_file)


def _png_name(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".png":
        raise click.BadParameter("The contact sheet is a PNG; let its name end in .png.")
    return value


@main.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO…")
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path),
    callback=_png_name,
    help="The contact sheet, a PNG.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of everything random.")
@click.option(
    "--count", type=click.IntRange(1, 20), default=5, show_default=True, help="Dark versions of each photo."
)
@click.option(
    "--if-exists",
    type=click.Choice([IfExists.RENAME.value, IfExists.OVERWRITE.value]),
    default=IfExists.RENAME.value,
    show_default=True,
    help="What to do where a file of that name is there already.",
)
def degrade(photos: tuple[Path, ...], output: Path, seed: int, count: int, if_exists: str) -> None:
    """Show on a contact sheet how training darkens photos."""
    from lowexp_gui.cli.degrading import SheetChoices, degrade_and_exit

    degrade_and_exit(SheetChoices(photos, output, seed, count, IfExists(if_exists)))


@main.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--estimate", is_flag=True, help="Only say how long it takes.")
def teach(folder: Path, estimate: bool) -> None:
    """Teach what the window has asked for in a folder; it says and is told in lines."""
    from lowexp_gui.cli.teaching import teach_and_exit

    teach_and_exit(folder, estimate)


@main.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO…")
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=None,
    help="Write the noise for `lowexp train --camera`; “-” prints it in place of the table.",
)
def noise(photos: tuple[Path, ...], json_file: Path | None) -> None:
    """Measure a camera's noise by brightness, from repeated shots, pairs, or photos with flat parts.

    All photos should be of one camera at one sensitivity (ISO).
    """
    from lowexp_gui.cli.noise import noise_and_exit

    noise_and_exit(photos, json_file)
