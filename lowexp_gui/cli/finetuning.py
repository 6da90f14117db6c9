"""`lowexp finetune`: fine-tuning with the user's photos in the terminal."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import click
import torch

from lowexp_gui.cli.camera_file import read_camera
from lowexp_gui.cli.expected_failures import expected_failures
from lowexp_gui.cli.interrupting import cancelled_by_interrupt
from lowexp_gui.cli.terminal import say
from lowexp_gui.counting import counted
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import shipped_models
from lowexp_gui.paths import command_runs_folder, own_models_folder
from lowexp_gui.photo.errors import printable
from lowexp_gui.photo.finding import find_photos
from lowexp_gui.training.camera_noise.noise_estimation import estimate_of_files
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.finetuning.finetune import estimate_seconds, fine_tune, publish_finetuned
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.finetuning.finetune_verdict import Comparison
from lowexp_gui.training.finetuning.run_folder import check_run_folder, run_folder
from lowexp_gui.training.pair_matching.candidates import Matching, Verdict, check_enough
from lowexp_gui.training.pair_matching.matching import check_clean_photos, match_brackets, match_photos
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

NOT_BETTER = 3
"""Exit code if the new model is not better and was not kept."""
_REPORT_EVERY = 50
_SHOWN_LEVEL = 32
"""8-bit value whose noise is printed."""


@dataclass(frozen=True)
class FinetuneChoices:
    """The options of `lowexp finetune`; None is the default."""

    photos: tuple[Path, ...]
    clean: tuple[Path, ...]
    camera: Path | None
    shots: tuple[Path, ...]
    start: str
    name: str
    output: Path | None
    run: Path | None
    accepted: tuple[str, ...]
    keep: str
    check_only: bool
    light_steps: int | None
    noise_steps: int | None
    seed: int
    device: str
    threads: int | None
    checkpoint_seconds: float


def finetune_and_exit(choices: FinetuneChoices) -> None:
    """Find photos, fine-tune, judge and keep. Exits with 0, NOT_BETTER, or 1 and an error message."""
    with expected_failures(), cancelled_by_interrupt() as cancel:
        if choices.threads:
            torch.set_num_threads(choices.threads)
        folder = choices.output or own_models_folder()
        _check_name(choices, folder)
        run = choices.run or command_runs_folder() / choices.name
        check_run_folder(run, (*choices.photos, *choices.clean, *choices.shots), folder)
        matching = _accepting(_matched(choices, cancel), choices.accepted)
        _print_matching(matching, ("clean photo", "clean photos") if choices.clean else ("pair", "pairs"))
        camera = _camera(choices, cancel)
        if choices.check_only:
            return
        check_enough(matching.candidates)
        order = _order(choices, matching, camera, run)
        with _progress("Preparing the photos") as report:
            minutes = max(1, round(estimate_seconds(order, cancel, report) / 60))
        say(f"This takes about {counted(minutes, 'minute', 'minutes')} at most.")
        finetuned = fine_tune(
            order, _print_progress, lambda said: say(str(said)), FinetuneControl(cancel=cancel)
        )
        _print_figures(("held-back scene of yours", "held-back scenes of yours"), finetuned.verdict.own)
        _print_figures(("open photo made dark", "open photos made dark"), finetuned.verdict.open)
        say(finetuned.verdict.sentence)
        if not finetuned.verdict.keep and choices.keep != "always":
            say("The new model was not kept. Run the same command with --keep always to keep it.")
            sys.exit(NOT_BETTER)
        say(f"Written: {printable(str(publish_finetuned(finetuned, folder)))}")
        run_folder(order.folder).clear()


def _check_name(choices: FinetuneChoices, folder: Path) -> None:
    taken = {model.card.name.casefold() for model in shipped_models()}
    files = (folder / f"{choices.name}{end}" for end in (".json", ".safetensors"))
    if choices.name.casefold() in taken or any(map(os.path.lexists, files)):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "A model named {model} exists; choose another name."),
                model=in_quotes(choices.name),
            )
        )


def _matched(choices: FinetuneChoices, cancel: Event) -> Matching:
    with _progress("Checking the photos") as report:
        if choices.clean:
            return check_clean_photos(choices.clean, report, cancel)
        if len(choices.photos) == 1:
            return match_brackets(choices.photos, report, cancel)
        return match_photos(choices.photos[:1], choices.photos[1:], report, cancel)


def _camera(choices: FinetuneChoices, cancel: Event) -> CameraNoise | None:
    """The noise for clean photos, from a file or measured now."""
    if choices.camera is not None:
        return read_camera(choices.camera)
    if not choices.shots:
        return None
    found = find_photos(choices.shots)
    for problem in found.problems:
        raise problem
    noise = estimate_of_files(found.photos, cancel)
    deviation = noise.encoded_deviation(_SHOWN_LEVEL / 255) * 255
    say(
        f"Noise from {noise.source}: at a value of {_SHOWN_LEVEL} of 255, a standard deviation of "
        f"{deviation:.1f}."
    )
    return noise


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error. Yields a function that takes the number done and the total."""
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        yield lambda done, total: bar.update(done * 100 // max(1, total) - bar.pos)


def _accepting(matching: Matching, accepted: Sequence[str]) -> Matching:
    verdicts = {Verdict[each.replace("-", "_").upper()] for each in accepted}
    return replace(
        matching,
        candidates=tuple(
            each.overruled(True) if each.verdict in verdicts else each for each in matching.candidates
        ),
    )


def _print_matching(matching: Matching, kinds: tuple[str, str]) -> None:
    used = len(matching.used)
    say(f"{counted(len(matching.candidates), *kinds)}, {used} of them good.")
    for each in matching.candidates:
        if not each.used or each.chosen or each.verdict is Verdict.SHIFTED:
            kept = "used anyway" if each.chosen else "used" if each.used else "left out"
            say(f"  {each.verdict} ({kept}): {each.sentence}")
    if matching.alone:
        say(f"{counted(len(matching.alone), 'photo belongs', 'photos belong')} to no pair.")


def _order(
    choices: FinetuneChoices, matching: Matching, camera: CameraNoise | None, run: Path
) -> FinetuneOrder:
    return FinetuneOrder(
        matching.candidates,
        choices.start,
        choices.name,
        run,
        choices.device,
        choices.light_steps,
        choices.noise_steps,
        choices.seed,
        choices.checkpoint_seconds,
        camera,
    )


def _print_progress(progress: FinetuneProgress) -> None:
    if progress.step % _REPORT_EVERY and progress.step != progress.steps:
        return
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    say(
        f"{progress.module} {progress.step}/{progress.steps}: loss {progress.loss:.4f}, held back "
        f"{progress.measured[-1].psnr:.2f} dB, {minutes}:{seconds:02} left at most"
    )


def _print_figures(titles: tuple[str, str], figures: Comparison) -> None:
    say(f"{counted(figures.scenes, *titles)}: before, after (mean and spread), change with 95 % bounds")
    for label, change, places in (
        ("PSNR dB", figures.psnr, 2),
        ("SSIM", figures.ssim, 3),
        ("CIEDE2000", figures.ciede2000, 2),
    ):
        before, after = (
            f"{each.mean:.{places}f} ± {each.deviation:.{places}f}" for each in (change.before, change.after)
        )
        bounds = f"{change.least:+.{places}f} … {change.most:+.{places}f}"
        say(f"  {label:9} {before:>14} {after:>14} {change.mean:+.{places}f} ({bounds})")
