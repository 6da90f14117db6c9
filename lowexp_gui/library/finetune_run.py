"""The current fine-tuning: its folder and its stored order, so that it can be resumed."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.field_coding import from_fields, to_fields
from lowexp_gui.library.finetune_events import LONGEST_LINE, Drawn, Judged, from_line, to_line
from lowexp_gui.library.own_models import keep_model
from lowexp_gui.model.card import LARGEST_WEIGHTS, ModelCard, ModelError, is_sound_name, read_card
from lowexp_gui.own_folder import MARK, FolderTakenError, OwnFolder
from lowexp_gui.paths import finetuning_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.regular_file import read_regular
from lowexp_gui.schema import Fields, NewerSchema, Schema, unchanged
from lowexp_gui.strict_json import JsonLimits
from lowexp_gui.training.finetuning.run_files import RUN_FILES
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder


def _with_steps_apart(fields: Fields) -> Fields:
    """Earlier, the steps of both networks were a pair or null, and the seed was always 1."""
    steps = fields.get("steps") or [None, None]
    if not isinstance(steps, list) or len(steps) != 2:
        raise ValueError("its steps are no pair")
    return fields | {"light_steps": steps[0], "noise_steps": steps[1], "seed": 1}


_ORDER_FILE = KeptFile(
    "order.json",
    # Since version 2, sentences store their values separately; both forms are read.
    Schema((unchanged, unchanged, _with_steps_apart)),
    JsonLimits(size=100_000_000, values=4_000_000, paths=True),
    indent=None,
)
# All files that fine-tuning writes, as paths in its folder.
_FILES = re.compile(
    r"order\.json(\.[a-z0-9-]+)?|judged\.json|pictures/(before|now|reference)\.png"
    rf"|result/[A-Za-z0-9_-]+\.(json|safetensors)|work/({RUN_FILES}|{re.escape(MARK)})"
)


@dataclass(frozen=True)
class OrderSummary:
    """A stored order, without its photos.

    Attributes:
        start: name of the original model.
        name: name of the new model.
        started: whether it was started, or only estimated.
    """

    start: str
    name: str
    started: bool = False


class OrderError(UserError):
    """The order cannot be read."""


@dataclass(frozen=True)
class FinetuneRun:
    """The folder of a fine-tuning.

    Attributes:
        folder: the folder with all its files.
    """

    folder: Path

    @property
    def _own(self) -> OwnFolder:
        return OwnFolder(self.folder, _FILES, _is_earlier)

    @property
    def work(self) -> Path:
        """The folder of prepared pictures and checkpoints."""
        return self.folder / "work"

    @property
    def pictures(self) -> Path:
        """The folder of the preview pictures."""
        return self.folder / "pictures"

    @property
    def drawn(self) -> Drawn:
        """The files of the preview pictures, whether they exist or not."""
        return Drawn(*(str(self.pictures / f"{name}.png") for name in ("before", "now", "reference")))

    @property
    def result(self) -> Path:
        """The folder of the new model."""
        return self.folder / "result"

    @property
    def begun(self) -> OrderSummary | None:
        """The order that was started here, or None."""
        try:
            kept = from_fields(OrderSummary, _ORDER_FILE.load(self.folder), more=True)
        except (OSError, ValueError):
            return None
        return kept if kept.started else None

    @property
    def judged(self) -> Judged | None:
        """The outcome, once it is complete."""
        if self.is_newer:
            return None
        try:
            found = from_line(read_regular(self.folder / "judged.json", LONGEST_LINE).decode())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, Judged) else None

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program started it, so that only that version can resume it."""
        return _ORDER_FILE.is_newer(self.folder)

    def prepare(self, order: "FinetuneOrder", *, start: bool) -> None:
        """Store the order. Progress that was made with other pairs or another model is deleted.

        Args:
            start: whether it starts now, or is only estimated.

        Raises:
            PhotoError: the folder cannot be written to.
        """
        fields = to_fields(order) | {"started": start}
        # The folder is given by this run.
        del fields["folder"]
        try:
            if self.is_newer:
                self._set_aside()
            elif not self._goes_on(fields):
                self.clear()
            self._own.claim()
        except FolderTakenError as error:
            raise PhotoError(error.sentence, self.folder) from error
        except OSError as error:
            sentence = Sentence(
                QT_TRANSLATE_NOOP("sentences", "Fine-tuning is not possible: its folder cannot be created.")
            )
            raise PhotoError(sentence, self.folder) from error
        _ORDER_FILE.write(self.folder, fields)

    def _goes_on(self, fields: dict[str, Any]) -> bool:
        """Whether the progress so far can be used for the new order."""
        try:
            before = _ORDER_FILE.load(self.folder)
        except (OSError, ValueError, TypeError):
            return False
        same = ("start", "light_steps", "noise_steps", "seed", "camera")
        if self.judged is not None or any(before.get(name) != fields[name] for name in same):
            return False
        return _without_sentences(before.get("candidates")) == _without_sentences(fields["candidates"])

    def order(self) -> "FinetuneOrder":
        """The stored order.

        Raises:
            OrderError: the order cannot be read.
        """
        # Imported here because it loads torch, which the window must not do at start.
        from lowexp_gui.training.finetuning.finetune_order import FinetuneOrder

        try:
            fields = _ORDER_FILE.load(self.folder) | {"folder": str(self.work)}
            order = from_fields(FinetuneOrder, fields, more=True)
            if not is_sound_name(order.name):
                raise ValueError("its name is no model's")
        except NewerSchema as error:
            sentence = Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "A newer version of Lowexp started to fine-tune this model; continue "
                    "with that version, or start again.",
                )
            )
            raise OrderError(sentence) from error
        except (OSError, ValueError) as error:
            raise OrderError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "The saved fine-tuning can no longer be read; start again."
                    )
                )
            ) from error
        return order

    def finish(self, judged: Judged) -> None:
        """Store the outcome.

        Raises:
            PhotoError: the folder cannot be written to.
        """
        save_bytes(to_line(judged).encode(), self.folder / "judged.json", replace=True)

    def keep(self) -> ModelCard:
        """Add the new model to the user's own and delete the rest. Returns its card, with a free name.

        Raises:
            ModelError: there is no model, or it cannot be read.
            PhotoError: the file cannot be written.
        """
        path = self.result / Path(self.judged.card if self.judged else "none.json").name
        card, weights = read_card(path), path.with_suffix(".safetensors")
        try:
            content = read_regular(weights, LARGEST_WEIGHTS)
        except (OSError, ValueError) as error:
            raise ModelError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "The fine-tuned model can no longer be read; fine-tune it again."
                    )
                )
            ) from error
        kept = keep_model(card, content)
        self.clear()
        return kept

    def clear(self) -> None:
        """Delete the files of the fine-tuning, the order first: a partly deleted run must not be resumed.

        In a folder that was not made by fine-tuning, nothing is deleted.
        """
        if self._own.is_own:
            with suppress(OSError):
                (self.folder / _ORDER_FILE.name).unlink(missing_ok=True)
            (self.folder / MARK).touch()
        self._own.clear()

    def _set_aside(self) -> None:
        """Rename the folder to a free name beside it; raises OSError if that fails."""
        number = 1
        while (aside := self.folder.with_name(f"{self.folder.name}.newer-{number}")).exists():
            number += 1
        self.folder.rename(aside)


def _is_earlier(folder: Path) -> bool:
    """Whether the folder is from an early version that did not mark it."""
    try:
        return _ORDER_FILE.load(folder).keys() >= {"candidates", "start", "name", "device"}
    except NewerSchema:
        return True
    except (OSError, ValueError):
        return False


def current_run() -> FinetuneRun:
    """This user's current fine-tuning; in safe mode, a separate one."""
    return FinetuneRun(finetuning_folder())


def _without_sentences(candidates: Any) -> list[dict[str, Any]]:
    """The fields of pairs without the verdicts' texts, which differ between versions."""
    pairs = candidates if isinstance(candidates, list) else []
    return [{name: value for name, value in pair.items() if name != "sentence"} for pair in pairs]
