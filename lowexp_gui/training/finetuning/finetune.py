"""Fine-tunes a model with a user's own pairs or clean photos, from candidates to a model in the library.

A run lies in a folder: the order, the prepared pictures, the checkpoints of both modules, the journals.
If a run is started again, it continues and ends with the same weights as without an interruption.
"""

import copy
import json
import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Event

from torch import nn

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device, find_device
from lowexp_gui.errors import Counted, Sentence, in_quotes
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.networks import DenoisingNetwork, EnhancementNetwork
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.regular_file import read_regular
from lowexp_gui.training.camera_noise.noise_of_pairs import noise_of_pairs
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.data.rehearsal import open_pairs
from lowexp_gui.training.finetuning.finetune_batches import finetune_batches, finetune_recipe
from lowexp_gui.training.finetuning.finetune_journal import read_journal
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder, RunRequest
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress, Measured
from lowexp_gui.training.finetuning.finetune_stage import (
    FinetuneStage,
    best_network,
    finetune_module,
    seconds_for,
)
from lowexp_gui.training.finetuning.finetune_verdict import FinetuneVerdict, compare, verdict_of
from lowexp_gui.training.finetuning.finetuned_card import OwnPhotos, finetuned_model
from lowexp_gui.training.finetuning.held_back_figures import (
    Networks,
    measure_pairs,
    measure_scenes,
    scene_psnrs,
)
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs, prepare
from lowexp_gui.training.finetuning.run_files import CAMERA, ORDER, PREPARED, PREVIEW
from lowexp_gui.training.finetuning.run_folder import claim_run_folder, run_folder
from lowexp_gui.training.finetuning.scene_split import SplitPart, split_scenes
from lowexp_gui.training.loop import TrainingProgress
from lowexp_gui.training.publishing import publish
from lowexp_gui.training.recipe import Module, Recipe
from lowexp_gui.training.trainings import training_of
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_TRIAL_STEPS = 4
_LARGEST_ORDER = 100_000_000


@dataclass(frozen=True, eq=False)
class FinetunedModel:
    """A fine-tuned model that is not yet in a library.

    Attributes:
        model: with its card, figures in it.
        content: its weights as a file's content.
        judgement: whether it is better.
        notes: what happened on the way, in sentences: a smaller step, a smaller batch, pairs left out.
    """

    model: DualModel
    content: bytes
    verdict: FinetuneVerdict
    notes: tuple[Sentence, ...]


def _ignore(_done: int, _all: int) -> None:
    """Ignore the progress."""


def estimate_seconds(
    order: FinetuneOrder, cancel: Event, report: Callable[[int, int], None] = _ignore
) -> float:
    """How long a run takes at most, by measuring a few steps of each module; the pictures are prepared.

    Args:
        report: told of pairs that are prepared, and of all.

    Raises:
        Cancelled: `cancel` was set.
        DataError, DeviceError, ModelError, PhotoError: see `fine_tune`.
    """
    run = _Run.of(order, cancel, report)
    total = 0.0
    for module in order.modules:
        stage = run.stage(module, run.start, cancel)
        total += stage.recipe.steps * seconds_for(stage, _TRIAL_STEPS)
    return total


def fine_tune(
    order: FinetuneOrder,
    report: Callable[[FinetuneProgress], None],
    tell: Callable[[Sentence], None],
    control: FinetuneControl,
) -> FinetunedModel:
    """Fine-tune a model and judge it; `publish_finetuned` puts it into a folder.

    Args:
        report: told of each step.
        tell: given a sentence for each thing worth telling.

    Raises:
        Cancelled: the request was LEAVE or DISCARD; after DISCARD the run's files are deleted.
        DataError: too few pairs, a run of other settings in that folder, or files that no run wrote.
        ModelError, DeviceError: the start model or the device cannot be used.
        PhotoError: the disk is full or the folder read-only; started again, the run goes on.
        TrainingDiverged: no smaller step helped.
    """
    try:
        run = _Run.of(order, control.cancel)
        for note in run.prepared.notes:
            tell(note)
        model = run.start
        for module in order.modules:
            stage = run.stage(module, model, control.cancel)
            network = finetune_module(stage, _reporter(run, stage, model, report), tell, control)
            model = _with_network(model, network)
        return _with_verdict(run, model, control.cancel)
    except Cancelled:
        if control.request is RunRequest.DISCARD:
            run_folder(order.folder).clear()
        raise


def publish_finetuned(tuned: FinetunedModel, folder: Path, *, replace_files: bool = False) -> Path:
    """Put a model into a folder, weights and card; the path of the card.

    Args:
        replace_files: whether a model of this name may be there, as in a folder of the program's own.

    Raises:
        PhotoError: the disk is full, the folder read-only, or there is a model of this name.
    """
    return publish(folder, tuned.model, tuned.content, tuned.model.card.measured, replace_files=replace_files)


@dataclass(frozen=True, eq=False)
class _Run:
    """What stays the same during a run."""

    order: FinetuneOrder
    device: Device
    start: DualModel
    prepared: PreparedPairs
    camera: CameraNoise | None

    @staticmethod
    def of(order: FinetuneOrder, cancel: Event, report: Callable[[int, int], None] = _ignore) -> "_Run":
        """Load the model, prepare the pictures, and store the settings beside them."""
        device, start = find_device(order.device), load_model(find_model(order.start))
        if order.is_clean and order.camera is None:
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "Fine-tuning with clean photos needs the noise of your camera; measure it first.",
                    )
                )
            )
        used = tuple(each for each in order.candidates if each.used)
        chosen = split_scenes(used, order.seed)
        claim_run_folder(order.folder)
        _check_same(order, start)
        prepared = prepare(chosen, order.folder / PREPARED, order.seed, report, cancel, order.camera)
        if not all(prepared.of(part) for part in SplitPart):
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "Too few clean photos are left: some could not be read. Add more."
                    )
                )
                if order.is_clean
                else Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "Too few pairs are left: some could not be read or are shifted too far. Add more.",
                    )
                )
            )
        prepared = replace(prepared, notes=(*_about_many(len(used), len(chosen), prepared), *prepared.notes))
        camera = order.camera
        # The article's denoiser learns from pairs as they are.
        if camera is None and training_of(start.card.architecture).knows_cameras:
            camera = noise_of_pairs(prepared, order.folder / CAMERA)
        return _Run(order, device, start, prepared, camera)

    @property
    def own_photos(self) -> OwnPhotos:
        """The photos that are used for training."""
        return OwnPhotos(len(self.prepared.of(SplitPart.TRAINING)), self.order.is_clean)

    def recipe(self, module: Module) -> Recipe:
        """The settings of a module."""
        steps = self.order.light_steps if module is Module.ENHANCEMENT else self.order.noise_steps
        pairs = len(self.prepared.of(SplitPart.TRAINING))
        camera = self.camera if module is Module.DENOISING else None
        clean = self.order.is_clean
        return finetune_recipe(module, self.start.card, pairs, steps, self.order.seed, camera, clean=clean)

    def stage(self, module: Module, model: DualModel, cancel: Event) -> FinetuneStage:
        """The fine-tuning of a module; the other network is that of `model`."""
        recipe = self.recipe(module)
        light = model.enhancement if module is Module.DENOISING else None
        first = model.enhancement if module is Module.ENHANCEMENT else model.denoising
        return FinetuneStage(
            module,
            recipe,
            lambda: copy.deepcopy(first).requires_grad_(True).train(),
            training_of(recipe.architecture).modules[module].loss,
            lambda changed: finetune_batches(module, changed, self.prepared, light),
            lambda network: scene_psnrs(
                _networks(_with_network(model, network)), self.prepared, SplitPart.VALIDATION, cancel
            ),
            self.order.folder,
            self.device.torch_device,
            self.order.seconds_between_checkpoints,
        )


def _about_many(used: int, chosen: int, prepared: PreparedPairs) -> list[Sentence]:
    """Messages for a run with more photos than can be used for training.

    Raises:
        DataError: none of them can be used to train the denoiser.
    """
    notes: list[Sentence] = []
    if chosen < used:
        notes.append(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "There are too many pairs; {count} of {all} are left out."),
                count=used - chosen,
                all=used,
            )
        )
    pairs = prepared.of(SplitPart.TRAINING)
    with_pieces = sum(bool(each.pieces) for each in pairs)
    if not with_pieces:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The pictures in {folder} cannot be used to train the denoiser; choose "
                    "another folder for the run.",
                ),
                folder=in_quotes(prepared.folder),
            )
        )
    if with_pieces < len(pairs):
        notes.append(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Of {pairs}, {count} are used to train the denoiser; the others are "
                    "used for brightness only.",
                ),
                pairs=Counted(len(pairs), "pair", "pairs"),
                count=with_pieces,
            )
        )
    return notes


def _check_same(order: FinetuneOrder, start: DualModel) -> None:
    """Store the settings of a new run, or compare them with the stored ones.

    Raises:
        DataError: the folder belongs to other pairs or settings.
        PhotoError: it cannot be written.
    """
    wanted = {
        "pairs": [
            [str(each.low), str(each.high), each.verdict.value, list(each.shift)]
            for each in order.candidates
            if each.used
        ],
        "start": start.card.sha256,
        "steps": [order.light_steps, order.noise_steps],
        "seed": order.seed,
    }
    if order.camera is not None:
        wanted["camera"] = asdict(order.camera)
    path, content = order.folder / ORDER, json.dumps(wanted, indent=1)
    if path.is_file():
        if read_regular(path, _LARGEST_ORDER).decode("utf-8", "replace") != content:
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The folder {folder} belongs to a run with other pairs or settings; choose another "
                        "one, or delete that run.",
                    ),
                    folder=in_quotes(order.folder),
                )
            )
        return
    save_bytes(content.encode(), path, replace=True)


def _with_network(model: DualModel, network: nn.Module) -> DualModel:
    """The model with one of its networks replaced."""
    if isinstance(network, EnhancementNetwork):
        return replace(model, enhancement=network)
    if isinstance(network, DenoisingNetwork):
        return replace(model, denoising=network)
    raise TypeError("The network belongs to neither module.")


def _networks(model: DualModel) -> Networks:
    card = model.card
    return Networks(model.enhancement, model.denoising, card.working_size, card.bounded)


def _reporter(
    run: _Run, stage: FinetuneStage, model: DualModel, report: Callable[[FinetuneProgress], None]
) -> Callable[[TrainingProgress, tuple[Measured, ...]], None]:
    """Tells progress with the time left for the whole run, and keeps the model of each checkpoint."""
    speed: list[float] = []
    shown = -1
    card: Path | None = None

    def told(progress: TrainingProgress, measured: tuple[Measured, ...]) -> None:
        nonlocal shown, card
        if measured[-1].step != shown:
            shown = measured[-1].step
            network = best_network(stage, read_journal(stage.folder, stage.module))
            card = _preview(run, _with_network(model, network))
        left = progress.steps - progress.step
        if left:
            speed.append(progress.seconds_left / left)
        # The first steps of each stretch take longer.
        usual = statistics.median(speed) if speed else 0.0
        seconds = left * usual
        if stage.module is Module.ENHANCEMENT:
            # The denoiser's steps take about half of the time.
            seconds += run.recipe(Module.DENOISING).steps * usual / 2
        report(
            FinetuneProgress(
                str(progress.module),
                progress.step,
                progress.steps,
                progress.loss,
                seconds,
                measured,
                len(run.order.modules),
                card,
            )
        )

    return told


def _preview(run: _Run, model: DualModel) -> Path:
    """The model as it is, in the run's folder."""
    made, content = finetuned_model(PREVIEW, run.start.card, model, {}, run.own_photos)
    return publish(run.order.folder / PREVIEW, made, content, {})


def _with_verdict(run: _Run, model: DualModel, cancel: Event) -> FinetunedModel:
    """Measure the start model and the new one on the same scenes."""
    own = [
        measure_scenes(_networks(each), run.prepared, SplitPart.TEST, cancel) for each in (run.start, model)
    ]
    pairs = open_pairs()
    # With the start model's checksum, cached results of one model would be used for the other.
    renamed = replace(model, card=replace(model.card, sha256=""))
    others = [measure_pairs(model, pairs, run.device, cancel) for model in (run.start, renamed)]
    verdict = verdict_of(compare(own[0], own[1]), compare(others[0], others[1]))
    notes = run.prepared.notes + tuple(
        note for module in run.order.modules for note in read_journal(run.order.folder, module).notes
    )
    recipes = {module: run.recipe(module) for module in run.order.modules}
    model, content = finetuned_model(run.order.name, run.start.card, model, recipes, run.own_photos, verdict)
    return FinetunedModel(model, content, verdict, notes)
