"""The command `lowexp finetune`; it imports what it needs when it is called, so that help is instant."""

from pathlib import Path

import click

from lowexp_gui.cli.model_name import model_name
from lowexp_gui.cli.path_types import NamedPath
from lowexp_gui.cli.priority import low_priority
from lowexp_gui.cli.thread_option import thread_option

_VERDICTS = (
    "too-far",
    "different-scene",
    "clipped",
    "same-exposure",
    "exchanged",
    "duplicate",
    "sizes",
    "too-dark",
)


@click.command()
@click.argument("photos", nargs=-1, type=NamedPath(path_type=Path), metavar="LOW HIGH")
@click.option(
    "--clean",
    multiple=True,
    type=NamedPath(path_type=Path),
    metavar="FOLDER",
    help="Clean, well-exposed photos in place of pairs: they teach the denoiser alone; may be repeated.",
)
@click.option(
    "--camera",
    type=NamedPath(path_type=Path),
    default=None,
    metavar="FILE.json",
    help="With --clean: the noise of your camera, as `lowexp noise --json` writes it.",
)
@click.option(
    "--shots",
    multiple=True,
    type=NamedPath(path_type=Path),
    metavar="FOLDER",
    help="With --clean: photos that show the noise, as for `lowexp noise`; may be repeated.",
)
@click.option("--from", "start", required=True, help="The model to teach on: a name, or its card.")
@click.option("--name", required=True, callback=model_name, help="Name of the new model.")
@click.option(
    "--output",
    "-o",
    type=NamedPath(path_type=Path),
    default=None,
    help="Folder for the model; by default your own models, as `lowexp models` lists them.",
)
@click.option(
    "--run",
    type=NamedPath(path_type=Path),
    default=None,
    help="Folder for checkpoints; by default one in your data folder, for each name.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    type=click.Choice(_VERDICTS),
    help="Use pairs of this verdict all the same (exchanged ones the other way round); may be repeated.",
)
@click.option(
    "--keep",
    type=click.Choice(["better", "always"]),
    default="better",
    show_default=True,
    help="Whether to keep a model that is not better.",
)
@click.option("--check-only", is_flag=True, help="Say what the pairs are good for, and teach nothing.")
@click.option("--light-steps", type=click.IntRange(1), default=None, help="Steps for the light, at most.")
@click.option("--noise-steps", type=click.IntRange(1), default=None, help="Steps for the noise, at most.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of everything random.")
@click.option("--device", default="auto", show_default=True, help="auto, cpu, cuda, cuda:N or mps.")
@thread_option
@click.option(
    "--checkpoint-seconds",
    type=click.FloatRange(0, 60),
    default=45,
    show_default=True,
    help="Time between checkpoints.",
)
@low_priority
def finetune(photos: tuple[Path, ...], **options: object) -> None:
    """Teach a model on with your own pairs of dark and well-exposed photos.

    LOW and HIGH are folders (or a file each); with one folder alone, exposure brackets are found in it. A
    quarter of the scenes is held back to judge by. Started again after Ctrl-C, it goes on from there.

    Without pairs, --clean and the noise of your camera (--camera or --shots) teach the denoiser alone.
    """
    from lowexp_gui.cli.finetuning import FinetuneChoices, finetune_and_exit

    if bool(photos) == bool(options["clean"]):
        raise click.UsageError("Give pairs (LOW HIGH), or clean photos (--clean).")
    if bool(options["clean"]) != (bool(options["camera"]) or bool(options["shots"])):
        raise click.UsageError("Give --clean together with your camera's noise: --camera or --shots.")
    if options["camera"] and options["shots"]:
        raise click.UsageError("Give either --camera or --shots.")
    if len(photos) > 2:
        raise click.UsageError("Give one folder of dark photos and one of well-exposed ones.")
    finetune_and_exit(FinetuneChoices(photos=photos, **options))  # type: ignore[arg-type]
