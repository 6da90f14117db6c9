"""The one teaching that is under way: its folder, and what was asked for, kept so that it can go on."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.field_coding import from_fields, to_fields
from lowexp_gui.library.own_models import keep_model
from lowexp_gui.library.teaching_events import LONGEST_LINE, Drawn, Judged, from_line, to_line
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
    from lowexp_gui.training.finetuning.tuning import FinetuneOrder


def _with_steps_apart(fields: Fields) -> Fields:
    """The steps of both networks were a pair, or nothing; the seed was always 1."""
    steps = fields.get("steps") or [None, None]
    if not isinstance(steps, list) or len(steps) != 2:
        raise ValueError("its steps are no pair")
    return fields | {"light_steps": steps[0], "noise_steps": steps[1], "seed": 1}


_ORDER_FILE = KeptFile(
    "order.json",
    # From version 2 on, sentences have their values apart; both forms are read.
    Schema((unchanged, unchanged, _with_steps_apart)),
    JsonLimits(size=100_000_000, values=4_000_000, paths=True),
    indent=None,
)
# All that a teaching writes, as paths in its folder.
_FILES = re.compile(
    r"order\.json(\.[a-z0-9-]+)?|judged\.json|pictures/(before|now|reference)\.png"
    rf"|result/[A-Za-z0-9_-]+\.(json|safetensors)|work/({RUN_FILES}|{re.escape(MARK)})"
)


@dataclass(frozen=True)
class Begun:
    """What a kept order says without its photos.

    Attributes:
        start: name of the model to begin with.
        name: of the new one.
        started: whether it was begun, or only estimated.
    """

    start: str
    name: str
    started: bool = False


class OrderError(UserError):
    """What was asked for cannot be read."""


@dataclass(frozen=True)
class TeachingRun:
    """Where a teaching lies.

    Attributes:
        folder: of everything that belongs to it.
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
        """The folder of what is shown while it learns."""
        return self.folder / "pictures"

    @property
    def drawn(self) -> Drawn:
        """The files of what is shown while it learns, whether they are there or not."""
        return Drawn(*(str(self.pictures / f"{name}.png") for name in ("before", "now", "reference")))

    @property
    def result(self) -> Path:
        """The folder of the new model."""
        return self.folder / "result"

    @property
    def begun(self) -> Begun | None:
        """What was started here, if anything."""
        try:
            kept = from_fields(Begun, _ORDER_FILE.load(self.folder), more=True)
        except (OSError, ValueError):
            return None
        return kept if kept.started else None

    @property
    def judged(self) -> Judged | None:
        """What came of it, once it is done."""
        if self.is_newer:
            return None
        try:
            found = from_line(read_regular(self.folder / "judged.json", LONGEST_LINE).decode())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, Judged) else None

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program began it, which alone can go on with it."""
        return _ORDER_FILE.is_newer(self.folder)

    def prepare(self, order: "FinetuneOrder", *, start: bool) -> None:
        """Keep what is asked for; what was done with other pairs or another model before goes.

        Args:
            start: whether it is begun now, or only to be estimated.

        Raises:
            PhotoError: the folder cannot be written to.
        """
        fields = to_fields(order) | {"started": start}
        # It is this run's.
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
        """Whether what was done so far serves what is asked for now."""
        try:
            before = _ORDER_FILE.load(self.folder)
        except (OSError, ValueError, TypeError):
            return False
        same = ("start", "light_steps", "noise_steps", "seed", "camera")
        if self.judged is not None or any(before.get(name) != fields[name] for name in same):
            return False
        return _without_sentences(before.get("candidates")) == _without_sentences(fields["candidates"])

    def order(self) -> "FinetuneOrder":
        """What was asked for.

        Raises:
            OrderError: it cannot be read.
        """
        # Not above: it loads torch, and the window knows runs before that.
        from lowexp_gui.training.finetuning.tuning import FinetuneOrder

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
        """Keep what came of it.

        Raises:
            PhotoError: the folder cannot be written to.
        """
        save_bytes(to_line(judged).encode(), self.folder / "judged.json", replace=True)

    def keep(self) -> ModelCard:
        """Put the new model among a person's own, and delete the rest; its card, with a name that was free.

        Raises:
            ModelError: there is none, or it cannot be read.
            PhotoError: it cannot be written.
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
        """Delete what a teaching wrote; what is asked for goes first, so that half of it never looks begun.

        In a folder that no teaching made, nothing is deleted.
        """
        if self._own.is_own:
            with suppress(OSError):
                (self.folder / _ORDER_FILE.name).unlink(missing_ok=True)
            (self.folder / MARK).touch()
        self._own.clear()

    def _set_aside(self) -> None:
        """Move the folder to a free name beside; raise OSError if it cannot be moved."""
        number = 1
        while (aside := self.folder.with_name(f"{self.folder.name}.newer-{number}")).exists():
            number += 1
        self.folder.rename(aside)


def _is_earlier(folder: Path) -> bool:
    """Whether it is a teaching of a version that left no mark."""
    try:
        return _ORDER_FILE.load(folder).keys() >= {"candidates", "start", "name", "device"}
    except NewerSchema:
        return True
    except (OSError, ValueError):
        return False


def current_run() -> TeachingRun:
    """The place of the one teaching of this person; in safe mode, one of its own."""
    return TeachingRun(finetuning_folder())


def _without_sentences(candidates: Any) -> list[dict[str, Any]]:
    """The fields of pairs but for the verdicts in words, which other versions put in other words."""
    pairs = candidates if isinstance(candidates, list) else []
    return [{name: value for name, value in pair.items() if name != "sentence"} for pair in pairs]
