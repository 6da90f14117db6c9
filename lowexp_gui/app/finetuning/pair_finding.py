"""The pairs or clean photos for fine-tuning: found, looked at, overruled by a person."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from lowexp_gui.app.finetuning.finetune_worker import FinetuneWorker, MatchRequest
from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import in_window_language

if TYPE_CHECKING:
    from lowexp_gui.training.camera_noise.profile import CameraNoise
    from lowexp_gui.training.pair_matching.candidates import Candidate, Matching

_MOST_THUMBNAILS = 400
_MOST_WANTED = 60
_EXCHANGED = "exchanged"
_SHOWN_LEVEL = 32 / 255


@dataclass(frozen=True)
class FoundPair:
    """A pair as it is shown.

    Attributes:
        dark, bright: files.
        verdict: what was found; see `training.candidates.Verdict`.
        shift: of the bright photo, whole pixels.
        sentence: the verdict at length.
        used: whether it is trained or measured with.
        can_be_used: whether a person may decide.
    """

    dark: Path
    bright: Path
    verdict: str
    shift: int
    sentence: str
    used: bool
    can_be_used: bool


class PairFinding(QObject):
    """Hands matching to the worker and keeps what it finds; lives on the window's thread."""

    progressed = Signal(int, int)
    """photos looked at, and all"""
    found = Signal()
    """There are other pairs."""
    ended = Signal(object)
    """Nothing was found: Notice, or None if that was wanted"""
    changed = Signal()
    """Other pairs are used."""
    thumbnail_made = Signal(object)
    """Path"""
    _match = Signal(object)
    _draw = Signal(object)

    def __init__(self, worker: FinetuneWorker, parent: QObject | None = None) -> None:
        """No pairs."""
        super().__init__(parent)
        self._request: MatchRequest | None = None
        self._asked: MatchRequest | None = None
        self._thumbnails: OrderedDict[Path, QImage] = OrderedDict()
        self._wanted: OrderedDict[Path, None] = OrderedDict()
        self._drawing = False
        self._candidates: tuple[Candidate, ...] = ()
        self._camera: CameraNoise | None = None
        self.alone: tuple[Path, ...] = ()
        self._match.connect(worker.match)
        self._draw.connect(worker.make_thumbnail)
        worker.progressed.connect(self._on_progress)
        worker.matched.connect(self._on_matched)
        worker.match_ended.connect(self._on_ended)
        worker.thumbnail_made.connect(self._on_thumbnail)

    @property
    def is_busy(self) -> bool:
        """Whether pairs are being looked for."""
        return self._request is not None

    @property
    def candidates(self) -> "tuple[Candidate, ...]":
        """All of them, for the order."""
        return self._candidates

    @property
    def camera(self) -> "CameraNoise | None":
        """The noise that clean photos get; None where there are pairs."""
        return self._camera

    @property
    def noise_level(self) -> float:
        """Standard deviation of the camera's noise at a dark grey, 32 of 255, in 8-bit values."""
        return 0.0 if self._camera is None else 255 * self._camera.encoded_deviation(_SHOWN_LEVEL)

    def __len__(self) -> int:
        """How many pairs there are, used or not."""
        return len(self._candidates)

    def at(self, row: int) -> FoundPair:
        """The pair of a row."""
        found = self._candidates[row]
        shift = round(max(abs(found.shift[0]), abs(found.shift[1])))
        sentence = in_window_language(found.sentence)
        can_be_used = found.verdict.value != "unreadable"
        return FoundPair(found.low, found.high, found.verdict.value, shift, sentence, found.used, can_be_used)

    @property
    def used(self) -> int:
        """How many pairs are used."""
        return sum(each.used for each in self._candidates)

    @property
    def judging(self) -> tuple[int, int]:
        """How many scenes will be held back to judge the result, and how many scenes a verdict takes."""
        from lowexp_gui.training.finetuning.scene_split import (
            FEWEST_TEST_SCENES,
            held_back_counts,
            scenes_for,
        )

        judging, _ = held_back_counts(len({each.scene for each in self._candidates if each.used}))
        return judging, 0 if judging >= FEWEST_TEST_SCENES else scenes_for(FEWEST_TEST_SCENES)

    @property
    def exchanged(self) -> int:
        """How many pairs have their dark photo where the bright one should be, and are not used."""
        return sum(each.verdict.value == _EXCHANGED and not each.used for each in self._candidates)

    @property
    def problem(self) -> str:
        """Why these are too few, and what to do, in a sentence; empty where they are enough."""
        from lowexp_gui.training.data.pairs import DataError
        from lowexp_gui.training.pair_matching.candidates import check_enough

        try:
            check_enough(self._candidates)
        except DataError as error:
            return in_window_language(error.sentence)
        return ""

    def find(self, dark: tuple[Path, ...], bright: tuple[Path, ...] = ()) -> None:
        """Look for pairs of dark and bright photos, or without bright ones for brackets."""
        self._ask(MatchRequest(dark, bright))

    def find_clean(self, clean: tuple[Path, ...], shots: tuple[Path, ...]) -> None:
        """Look at clean photos, and measure the camera's noise in others."""
        self._ask(MatchRequest((), clean, shots))

    def cancel(self) -> None:
        """Stop looking."""
        if self._request is not None:
            self._request.cancel.set()

    def forget(self) -> None:
        """Stop looking, and forget what was found."""
        self.cancel()
        if self._candidates:
            self._candidates, self.alone, self._camera = (), (), None
            self._thumbnails.clear()
            self.found.emit()

    def use(self, row: int, used: bool) -> None:
        """Overrule the verdict of a pair, or give it its word back."""
        pair = self._candidates[row]
        judged = pair.overruled(None)
        chosen = judged if judged.used == used else pair.overruled(used)
        self._candidates = (*self._candidates[:row], chosen, *self._candidates[row + 1 :])
        self.changed.emit()

    def swap(self) -> None:
        """Take pairs that are exchanged the other way round; if most are, it is the folders that were."""
        if self._asked is not None and self._asked.bright and 2 * self.exchanged > len(self):
            self.find(self._asked.bright, self._asked.dark)
            return
        self._candidates = tuple(
            each.overruled(True) if each.verdict.value == _EXCHANGED else each for each in self._candidates
        )
        self.changed.emit()

    def thumbnail(self, path: Path) -> QImage | None:
        """The small picture of a file, or None: it is made, and `thumbnail_made` tells when it is there."""
        known = self._thumbnails.get(path)
        if known is None:
            self._wanted[path] = None
            self._wanted.move_to_end(path)
            # Those that were passed by in scrolling are asked for again when they come into view.
            if len(self._wanted) > _MOST_WANTED:
                self._wanted.popitem(last=False)
            self._draw_next()
        else:
            self._thumbnails.move_to_end(path)
        return known

    def _ask(self, request: MatchRequest) -> None:
        self.cancel()
        self._request = self._asked = request
        self._match.emit(request)

    def _draw_next(self) -> None:
        if not self._drawing and self._wanted:
            self._drawing = True
            self._draw.emit(self._wanted.popitem()[0])

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self.is_busy:
            self.progressed.emit(done, total)

    @Slot(object, object, object)
    def _on_matched(self, request: MatchRequest, matching: "Matching", camera: "CameraNoise | None") -> None:
        if request is self._request:
            self._request, self._camera = None, camera
            self._candidates, self.alone = matching.candidates, matching.alone
            self.found.emit()

    @Slot(object, object)
    def _on_ended(self, request: MatchRequest, notice: Notice | None) -> None:
        if request is self._request:
            self._request = None
            self.ended.emit(notice)

    @Slot(object, QImage)
    def _on_thumbnail(self, path: Path, picture: QImage) -> None:
        self._drawing = False
        self._thumbnails[path] = picture
        if len(self._thumbnails) > _MOST_THUMBNAILS:
            self._thumbnails.popitem(last=False)
        self.thumbnail_made.emit(path)
        self._draw_next()
