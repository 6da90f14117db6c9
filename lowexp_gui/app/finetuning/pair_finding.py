"""The pairs or clean photos for fine-tuning: found, shown, and overruled by the user."""

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
    """A pair in the table.

    Attributes:
        dark, bright: files.
        verdict: the result of matching; see `training.candidates.Verdict`.
        shift: shift of the bright photo, whole pixels.
        sentence: the verdict in one sentence.
        used: whether it is used for training or measuring.
        can_be_used: whether the user may overrule the verdict.
    """

    dark: Path
    bright: Path
    verdict: str
    shift: int
    sentence: str
    used: bool
    can_be_used: bool


class PairFinding(QObject):
    """Sends requests to the worker and holds the pairs it finds; lives on the window's thread."""

    progressed = Signal(int, int)
    """number of checked photos; number of all photos"""
    found = Signal()
    """The pairs have changed."""
    ended = Signal(object)
    """Matching failed: Notice, or None if it was cancelled"""
    changed = Signal()
    """The choice of used pairs has changed."""
    thumbnail_made = Signal(object)
    """Path"""
    _match = Signal(object)
    _draw = Signal(object)

    def __init__(self, worker: FinetuneWorker, parent: QObject | None = None) -> None:
        """Start without pairs."""
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
        """Whether matching is in progress."""
        return self._request is not None

    @property
    def candidates(self) -> "tuple[Candidate, ...]":
        """All pairs, for the order."""
        return self._candidates

    @property
    def camera(self) -> "CameraNoise | None":
        """The noise that clean photos get; None for pairs."""
        return self._camera

    @property
    def noise_level(self) -> float:
        """Standard deviation of the camera's noise at a dark grey, 32 of 255, in 8-bit values."""
        return 0.0 if self._camera is None else 255 * self._camera.encoded_deviation(_SHOWN_LEVEL)

    def __len__(self) -> int:
        """Number of pairs, used or not."""
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
        """Number of used pairs."""
        return sum(each.used for each in self._candidates)

    @property
    def judging(self) -> tuple[int, int]:
        """Number of scenes that will be held back to judge the result, and number that a verdict needs."""
        from lowexp_gui.training.finetuning.scene_split import (
            FEWEST_TEST_SCENES,
            held_back_counts,
            scenes_for,
        )

        judging, _ = held_back_counts(len({each.scene for each in self._candidates if each.used}))
        return judging, 0 if judging >= FEWEST_TEST_SCENES else scenes_for(FEWEST_TEST_SCENES)

    @property
    def exchanged(self) -> int:
        """Number of unused pairs whose dark and bright photos are exchanged."""
        return sum(each.verdict.value == _EXCHANGED and not each.used for each in self._candidates)

    @property
    def problem(self) -> str:
        """Why the used pairs are too few and what to do, in one sentence; empty if they are enough."""
        from lowexp_gui.training.data.pairs import DataError
        from lowexp_gui.training.pair_matching.candidates import check_enough

        try:
            check_enough(self._candidates)
        except DataError as error:
            return in_window_language(error.sentence)
        return ""

    def find(self, dark: tuple[Path, ...], bright: tuple[Path, ...] = ()) -> None:
        """Find pairs of dark and bright photos; without bright ones, brackets."""
        self._ask(MatchRequest(dark, bright))

    def find_clean(self, clean: tuple[Path, ...], shots: tuple[Path, ...]) -> None:
        """Check clean photos, and measure the camera's noise in other photos."""
        self._ask(MatchRequest((), clean, shots))

    def cancel(self) -> None:
        """Cancel matching."""
        if self._request is not None:
            self._request.cancel.set()

    def forget(self) -> None:
        """Cancel matching and remove all pairs."""
        self.cancel()
        if self._candidates:
            self._candidates, self.alone, self._camera = (), (), None
            self._thumbnails.clear()
            self.found.emit()

    def use(self, row: int, used: bool) -> None:
        """Overrule the verdict of a pair, or follow it again."""
        pair = self._candidates[row]
        judged = pair.overruled(None)
        chosen = judged if judged.used == used else pair.overruled(used)
        self._candidates = (*self._candidates[:row], chosen, *self._candidates[row + 1 :])
        self.changed.emit()

    def swap(self) -> None:
        """Exchange dark and bright photos of exchanged pairs; if most are exchanged, exchange the folders."""
        if self._asked is not None and self._asked.bright and 2 * self.exchanged > len(self):
            self.find(self._asked.bright, self._asked.dark)
            return
        self._candidates = tuple(
            each.overruled(True) if each.verdict.value == _EXCHANGED else each for each in self._candidates
        )
        self.changed.emit()

    def thumbnail(self, path: Path) -> QImage | None:
        """The thumbnail of a file; None if it must be made first, and `thumbnail_made` follows."""
        known = self._thumbnails.get(path)
        if known is None:
            self._wanted[path] = None
            self._wanted.move_to_end(path)
            # Thumbnails skipped while scrolling are requested again when they come into view.
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
