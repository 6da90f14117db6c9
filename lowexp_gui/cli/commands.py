"""The commands of `lowexp`; each imports what it needs when it is called, so that help is instant."""

import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

import click

from lowexp_gui import __version__
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.cli.encoding_options import encoding_options
from lowexp_gui.cli.enhance_options import batch_options
from lowexp_gui.cli.finetune_command import finetune
from lowexp_gui.cli.geometry_options import geometry_options
from lowexp_gui.cli.guarding import GuardedGroup
from lowexp_gui.cli.lab import lab
from lowexp_gui.cli.model_commands import models
from lowexp_gui.cli.path_types import NamedPath
from lowexp_gui.cli.terminal import say
from lowexp_gui.cli.training_commands import finetune_child
from lowexp_gui.cli.watching import watch_command
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.model.model_library import DEFAULT_MODEL
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.geometry import Geometry
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE, LISTED_FIELDS, IfExists, TemplateError, check_template

_FORMATS: dict[str, PhotoFormat | None] = {"same": None} | {
    name: photo_format
    for photo_format in WRITABLE
    for name in (photo_format.value, *photo_format.about.aliases)
}


def _template(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        check_template(value)
    except TemplateError as error:
        raise click.BadParameter(str(error)) from error
    return value


def _adjustment_options(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each adjustment, in the order in which they apply."""
    for name, about in reversed(ADJUSTMENTS.items()):
        command = click.option(
            f"--{name.replace('_', '-')}",
            type=click.FloatRange(about.least, about.most),
            default=float(about.neutral),
            show_default=True,
            help=about.help,
        )(command)
    return command


class _Commands(GuardedGroup):
    """The commands, and for version 0.2 those of `lowexp lab` under their names of version 0.1 too."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        return super().get_command(ctx, cmd_name) or lab.get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lowexp")
def main() -> None:
    """Turn under-exposed photos into bright, clean ones."""
    for stream in (sys.stdout, sys.stderr):
        # File names may contain characters that the terminal's encoding lacks.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="INPUT…")
@click.option("--output", "-o", required=True, type=NamedPath(path_type=Path), help="Folder for the results.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="See `lowexp models`.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@_adjustment_options
@geometry_options
@click.option("--stages", is_flag=True, help="Also write {stem}_enhanced and {stem}_illumination, as PNG.")
@click.option(
    "--name",
    default=DEFAULT_TEMPLATE,
    show_default=True,
    callback=_template,
    help=f"Name pattern: {LISTED_FIELDS}.",
)
@click.option(
    "--format",
    "photo_format",
    type=click.Choice(sorted(_FORMATS)),
    default="same",
    show_default=True,
    help="File format of the results.",
)
@encoding_options
@click.option(
    "--if-exists",
    type=click.Choice([each.value for each in IfExists]),
    default=IfExists.RENAME.value,
    show_default=True,
    help="What to do if the name exists.",
)
@click.option("--json", "as_json", is_flag=True, help="Print progress and results as JSON lines.")
@batch_options
def enhance(
    inputs: tuple[Path, ...],
    output: Path,
    model: str,
    device: str,
    geometry: Geometry,
    stages: bool,
    name: str,
    photo_format: str,
    encoding: Encoding,
    if_exists: str,
    as_json: bool,
    run: Callable[[JobSpec, bool], None],
    **adjustments: float,
) -> None:
    """Enhance photos and all photos in folders."""
    rule = OutputRule(output, name, _FORMATS[photo_format], IfExists(if_exists), stages, encoding)
    try:
        chosen = Adjustments(**adjustments)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    run(JobSpec(inputs, model, device, chosen, rule, geometry=geometry), as_json)


@main.command()
def doctor() -> None:
    """Show versions, devices and folders, for a bug report."""
    from lowexp_gui.cli.doctor import report_lines

    for line in report_lines():
        say(line)


@main.command(hidden=True)
@click.argument("model")
@click.argument("photo", type=NamedPath(path_type=Path))
def benchmark_child(model: str, photo: Path) -> None:
    """What `lowexp lab benchmark` runs for each of its lines."""
    from lowexp_gui.evaluation.benchmark_child import print_measurement

    print_measurement(model, photo)


@main.command(hidden=True)
def enhance_isolated() -> None:
    """What a batch runs for a photo with which the program died before."""
    from lowexp_gui.batch.isolated import enhance_isolated as work
    from lowexp_gui.diagnostics.log_file import log_to_file

    with log_to_file():
        work(sys.stdin, sys.stdout)


@main.command(hidden=True)
def read_isolated() -> None:
    """What reads photos for another process, which goes on if a decoder dies."""
    from lowexp_gui.diagnostics.log_file import log_to_file
    from lowexp_gui.photo.reader_child import serve

    with log_to_file():
        serve()


main.add_command(watch_command(enhance))
for _command in (models, finetune, lab, finetune_child):
    main.add_command(_command)
