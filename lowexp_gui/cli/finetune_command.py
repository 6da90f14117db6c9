"""The command `lowexp finetune`; it imports what it needs when it is called, so that help is instant."""

from pathlib import Path

import click

from lowexp_gui.cli.path_types import NamedPath
from lowexp_gui.cli.priority import low_priority
from lowexp_gui.cli.shared_parameters import model_name, thread_option

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
    help="Clean, well-exposed photos, to fine-tune the denoiser without pairs. May be repeated.",
)
@click.option(
    "--camera",
    type=NamedPath(path_type=Path),
    default=None,
    metavar="FILE.json",
    help="With --clean: the noise of your camera, as `lowexp lab noise --json` writes it.",
)
@click.option(
    "--shots",
    multiple=True,
    type=NamedPath(path_type=Path),
    metavar="FOLDER",
    help="With --clean: photos that show the noise, as for `lowexp lab noise`; may be repeated.",
)
@click.option("--from", "start", required=True, help="Model to start from: a name, or its card.")
@click.option("--name", required=True, callback=model_name, help="Name of the new model.")
@click.option(
    "--output",
    "-o",
    type=NamedPath(path_type=Path),
    default=None,
    help="Folder for the new model. Default: with your own models, as `lowexp models` lists them.",
)
@click.option(
    "--run",
    type=NamedPath(path_type=Path),
    default=None,
    help="Folder for checkpoints. Default: one for each name in your data folder.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    type=click.Choice(_VERDICTS),
    help="Also use pairs with this verdict. May be repeated.",
)
@click.option(
    "--keep",
    type=click.Choice(["better", "always"]),
    default="better",
    show_default=True,
    help="Keep the new model only if it is better, or always.",
)
@click.option("--check-only", is_flag=True, help="Only check the pairs.")
@click.option(
    "--light-steps", type=click.IntRange(1), default=None, help=("Maximum number of steps for brightness.")
)
@click.option(
    "--noise-steps", type=click.IntRange(1), default=None, help=("Maximum number of steps for the denoiser.")
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Random seed.")
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
    """Fine-tune a model with your own photos.

    LOW and HIGH are folders (or single files) of dark and well-exposed photos of the same scenes. With one
    folder, exposure brackets are found in it. A quarter of the scenes is kept aside to measure the result.
    Start the same command again to continue after Ctrl-C.

    Without pairs, clean photos (--clean) and the noise of your camera (--camera or --shots) fine-tune the
    denoiser alone.
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
