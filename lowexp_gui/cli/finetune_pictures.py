"""Preview pictures of a held-back photo during fine-tuning."""

import logging
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event

import numpy as np
from PIL import Image

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import Device, find_device
from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.enhancing.rendering import render_display, to_display
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.library.finetune_events import Drawn
from lowexp_gui.library.finetune_run import FinetuneRun
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.finetuning.calculated_pairs import clean_copy, dark_photo
from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder
from lowexp_gui.training.finetuning.scene_split import SplitPart, split_scenes
from lowexp_gui.training.pair_matching.candidates import Candidate, Verdict

_SIDE = 640
_PART = 400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class PreviewImages:
    """The preview pictures of a photo, as files.

    Attributes:
        dark: the photo, reduced in size.
        files: the files to write.
        device, cancel: for enhancing.
    """

    dark: Photo
    files: Drawn
    device: Device
    cancel: Event

    @staticmethod
    def of(order: FinetuneOrder, run: FinetuneRun, cancel: Event) -> "PreviewImages | None":
        """Choose a held-back photo; write the original model's result and the reference.

        None if that fails: then there is no preview, and fine-tuning continues.

        Raises:
            Cancelled: `cancel` was set.
        """
        try:
            used = [each for each in order.candidates if each.used]
            held = next(each for each, part in split_scenes(used, order.seed) if part is SplitPart.TEST)
            dark, bright = _pictures(held, order)
            run.pictures.mkdir(parents=True, exist_ok=True)
            preview = PreviewImages(dark, run.drawn, find_device(order.device), cancel)
            _save(to_display(bright.values(bright.bounds)), preview.files.reference)
            preview.enhance(order.start, preview.files.before)
        except Cancelled:
            raise
        except Exception:
            _log.warning("No photo can be shown while a model learns", exc_info=True)
            return None
        return preview

    def draw(self, card: Path) -> Drawn | None:
        """Enhance the photo with the model of a card and return all files.

        Raises:
            Cancelled: `cancel` was set.
        """
        try:
            self.enhance(str(card), self.files.now)
        except Cancelled:
            raise
        except Exception:
            _log.warning("A photo could not be drawn while a model learns", exc_info=True)
            return None
        return self.files

    def enhance(self, model: str, target: str) -> None:
        """Write the result of a model, given by name or card."""
        result = enhance_photo(self.dark, load_model(find_model(model)), self.device, self.cancel)
        _save(render_display(result, Stage.FINAL), target)


def _pictures(held: Candidate, order: FinetuneOrder) -> tuple[Photo, Photo]:
    """A dark photo and its reference, reduced in size; for synthetic ones, a full-size crop with noise."""
    if held.is_calculated and order.camera is not None:
        clean = clean_copy(read_photo(held.high))
        dark = dark_photo(clean, order.camera, np.random.default_rng(order.seed))
        top, left = (max(0, (length - _PART) // 2) for length in clean.shape[:2])
        cut = (slice(top, top + _PART), slice(left, left + _PART))
        return photo_from_srgb(dark[cut]), photo_from_srgb(clean[cut])
    low, high = held.low, held.high
    if held.verdict is Verdict.EXCHANGED:
        low, high = high, low
    return _small(low), _small(high)


def _small(path: Path) -> Photo:
    codes = np.round(working_copy(read_photo(path), _SIDE) * 255).astype(np.uint8)
    return photo_from_srgb(codes)


def _save(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], path: str) -> None:
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, "png", compress_level=1)
    save_bytes(buffer.getvalue(), Path(path), replace=True)
