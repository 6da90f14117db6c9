"""The commands for training models; each imports what it needs when it is called, so that help is instant."""

from pathlib import Path

import click

from lowexp_gui.cli.earlier_files import is_noise
from lowexp_gui.cli.path_types import NamedPath, SideFile, data_option, overwrite_option
from lowexp_gui.cli.priority import low_priority
from lowexp_gui.cli.shared_parameters import BOTH_MODULES, LateChoice, model_name, thread_option
from lowexp_gui.errors import UserError
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.photo.naming import IfExists


def _plans() -> tuple[str, ...]:
    from lowexp_gui.training.plans import PLANS

    return tuple(PLANS)


def _modules() -> tuple[str, ...]:
    from lowexp_gui.training.recipe import Module

    return (*(each.value for each in Module), BOTH_MODULES)


def _hold_backs() -> tuple[str, ...]:
    from lowexp_gui.training.recipe import HoldBack

    return tuple(each.value for each in HoldBack)


def _measurable() -> tuple[str, ...]:
    from lowexp_gui.training.recipe import HoldBack

    return tuple(each.value for each in HoldBack if each is not HoldBack.NOTHING)


@click.command()
@data_option
@click.option(
    "--output",
    "-o",
    required=True,
    type=NamedPath(path_type=Path),
    help="Folder for checkpoints and weights.",
)
@click.option(
    "--plan",
    type=LateChoice("plan", _plans),
    default="article",
    show_default=True,
    help="Use the networks, photos and settings of this model.",
)
@click.option("--module", type=LateChoice("module", _modules), default=BOTH_MODULES, show_default=True)
@click.option(
    "--enhancement-steps", type=click.IntRange(1), default=None, help="Steps for the enhancement network."
)
@click.option("--denoising-steps", type=click.IntRange(1), default=None, help="Steps for the denoiser.")
@click.option("--batch", type=click.IntRange(1), default=None, help="Pictures in a step, for each process.")
@click.option("--seed", type=int, default=None, help="Seed of the weights and of the order of photos.")
@click.option("--float32", is_flag=True, help="Compute in float32, even where the plan uses bfloat16.")
@click.option(
    "--learning-rate",
    type=click.FloatRange(0, min_open=True),
    default=None,
    help="Highest learning rate.",
)
@click.option(
    "--start",
    default=None,
    help="Model to start from: a name, see `lowexp models`, or its card.",
)
@click.option(
    "--camera",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=None,
    help="Noise of your camera, as `lowexp lab noise --json` writes it.",
)
@click.option(
    "--hold-back",
    type=LateChoice("hold back", _hold_backs),
    default=None,
    help="Pairs that are kept aside to measure: whole scenes (the validation split), also some photos of "
    "familiar scenes, or nothing.",
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@thread_option
@click.option(
    "--checkpoint-seconds",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    help="Time between checkpoints.",
)
@click.option(
    "--name", default=None, callback=model_name, help="Name of the new model. Default: that of the plan."
)
def train(
    data: Path,
    output: Path,
    plan: str,
    module: str,
    enhancement_steps: int | None,
    denoising_steps: int | None,
    batch: int | None,
    seed: int | None,
    float32: bool,
    learning_rate: float | None,
    start: str | None,
    camera: Path | None,
    hold_back: str | None,
    device: str,
    threads: int | None,
    checkpoint_seconds: float,
    name: str | None,
) -> None:
    """Train both networks of a model.

    Start the same command again to continue after an interruption.
    """
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
            float32,
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


@click.command()
@click.argument("checkpoints", nargs=2, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with the photo sets; lowexp_gui/training/README.md describes it.",
)
@click.option("--output", "-o", required=True, type=NamedPath(path_type=Path), help="Folder for the model.")
@click.option("--plan", type=LateChoice("plan", _plans), required=True, help="Plan of both trainings.")
@click.option("--name", required=True, callback=model_name, help="Name of the new model.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
def assemble(
    checkpoints: tuple[Path, Path], data: Path, output: Path, plan: str, name: str, device: str
) -> None:
    """Join the networks of two trainings into one model.

    The model is measured on the pairs that both trainings held back.
    """
    from lowexp_gui.cli.training import AssemblyChoices, assemble_and_exit

    assemble_and_exit(AssemblyChoices(checkpoints, data, output, plan, name, device))


@click.command()
@data_option
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="See `lowexp models`.")
@click.option(
    "--hold-back",
    type=LateChoice("hold back", _measurable),
    default="scenes",
    show_default=True,
    help=(
        "Pairs to measure with: whole scenes (the validation split), also "
        "some photos of familiar scenes. Use pairs that the model was not "
        "trained on; its card says which."
    ),
)
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
def validate(data: Path, model: str, hold_back: str, device: str) -> None:
    """Measure a model on the validation split.

    An automatic gamma is measured too, to compare with.
    """
    from lowexp_gui.cli.training import validate_and_exit
    from lowexp_gui.training.recipe import HoldBack

    try:
        stored = find_model(model)
    except UserError as error:
        raise click.ClickException(str(error)) from error
    validate_and_exit(data, stored, HoldBack(hold_back), device)


def _png_name(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".png":
        raise click.BadParameter("The contact sheet is a PNG; use a name that ends in .png.")
    return value


@click.command()
@click.argument("photos", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="PHOTO…")
@click.option(
    "--output",
    "-o",
    required=True,
    type=NamedPath(path_type=Path),
    callback=_png_name,
    help="The contact sheet, a PNG.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Random seed.")
@click.option(
    "--count",
    type=click.IntRange(1, 20),
    default=5,
    show_default=True,
    help="Dark versions of each photo.",
)
@click.option(
    "--if-exists",
    type=click.Choice([IfExists.RENAME.value, IfExists.OVERWRITE.value]),
    default=IfExists.RENAME.value,
    show_default=True,
    help="What to do if the name exists.",
)
def degrade(photos: tuple[Path, ...], output: Path, seed: int, count: int, if_exists: str) -> None:
    """Make a contact sheet of synthetic dark photos."""
    from lowexp_gui.cli.degrading import SheetChoices, degrade_and_exit

    degrade_and_exit(SheetChoices(photos, output, seed, count, IfExists(if_exists)))


@click.command(hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--estimate", is_flag=True, help="Only print how long it takes.")
@low_priority
def finetune_child(folder: Path, estimate: bool) -> None:
    """Fine-tune what the window has asked for in a folder; it writes and reads lines."""
    from lowexp_gui.cli.finetune_child import finetune_child_and_exit

    finetune_child_and_exit(folder, estimate)


@click.command()
@click.argument("photos", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="PHOTO…")
@click.option(
    "--json",
    "json_file",
    type=SideFile(".json", allow_dash=True, is_earlier=is_noise),
    default=None,
    help="Write the noise for `lowexp lab train --camera`. “-” prints it instead of the table.",
)
@overwrite_option
def noise(photos: tuple[Path, ...], json_file: Path | None) -> None:
    """Measure the noise of a camera.

    Give two or more shots of the same scene, a dark and a bright shot of it, or photos with flat areas.
    All photos should come from one camera at one ISO.
    """
    from lowexp_gui.cli.noise import noise_and_exit

    noise_and_exit(photos, json_file)
