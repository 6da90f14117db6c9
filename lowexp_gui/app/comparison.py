"""What the result in view is compared with: another model's result, or a reference."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.disk_requests import ReferenceRequest
from lowexp_gui.app.disk_worker import DiskWorker
from lowexp_gui.app.notices import Notice
from lowexp_gui.app.photo_in_view import InView
from lowexp_gui.app.result_shelf import ResultShelf
from lowexp_gui.app.sentences import filled
from lowexp_gui.app.source import Source
from lowexp_gui.app.view_feed import ViewFeed
from lowexp_gui.app.work_queue import Wish, WorkQueue
from lowexp_gui.photo.photograph import Photo

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class Comparison(QObject):
    """Gives the view what it compares with; the other model runs only while its result is shown."""

    changed = Signal()
    """The model, or what is to be said, is another one."""

    def __init__(
        self,
        shelf: ResultShelf,
        disk: DiskWorker,
        work: WorkQueue,
        view: ViewFeed,
        parent: QObject | None = None,
    ) -> None:
        """No models to compare with yet, and no reference."""
        super().__init__(parent)
        self._shelf, self._disk, self._work, self._view = shelf, disk, work, view
        self._models: tuple[str, ...] = ()
        self._chosen = self._main = self._device = ""
        self._key: int | None = None
        self._shown = False
        self._photo: Photo | None = None
        self._references: dict[int, Photo] = {}
        self._words: dict[tuple[int | None, Source], str] = {}
        work.finished.connect(self._on_finished)
        work.failed.connect(self._on_failed)
        disk.reference_read.connect(self._on_reference)
        disk.reference_failed.connect(self._on_no_reference)

    @property
    def model(self) -> str:
        """The other model: the one that was chosen, or the first that is not the one in use."""
        if self._chosen:
            return self._chosen
        return next((model for model in self._models if model != self._main), self._main)

    @property
    def has_reference(self) -> bool:
        """Whether the photo in view has a reference, or one is being read."""
        return self._key in self._references or (self._key, Source.REFERENCE) in self._words

    def words(self, source: Source) -> str:
        """What is to be said while a source of this comparison has no picture."""
        return self._words.get((self._key, source), "")

    def offer(self, models: Iterable[str]) -> None:
        """There are these models; a chosen one that is not among them is so no more."""
        self._models = tuple(models)
        if self._chosen not in self._models:
            self._chosen = ""
        self._renew()

    def rename(self, before: str, now: str) -> None:
        """A model is called something else."""
        if self._chosen == before:
            self._chosen = now

    def look_at(self, looked: InView) -> None:
        """Another photo is in view, or is enhanced by another model or device."""
        self._key, self._photo = key, photo = looked.key, looked.photo
        self._main, self._device = looked.model, looked.device
        reference = None if key is None or photo is None else self._references.pop(key, None)
        if reference is not None:
            # The photo's file may have become another one since.
            self._take(reference)
        self._renew()

    def set_model(self, model: str) -> None:
        """Compare with another model."""
        self._chosen = model
        self._renew()

    def set_shown(self, shown: bool) -> None:
        """Whether the other model's result is to be seen."""
        if shown != self._shown:
            self._shown = shown
            self._renew()

    def open_reference(self, path: Path) -> None:
        """Compare the photo in view with another file."""
        if self._key is not None:
            self._references.pop(self._key, None)
            self._words[self._key, Source.REFERENCE] = self.tr("Reading the reference…")
            self._disk.ask(ReferenceRequest(self._key, path))
            self._renew()

    def forget(self, key: int) -> None:
        """A photo was removed."""
        self._references.pop(key, None)
        self._words = {place: words for place, words in self._words.items() if place[0] != key}

    def _renew(self) -> None:
        """Show what there is, and ask for what is missing."""
        key, other = self._key, self._result()
        if key is not None and self._photo is not None:
            if self._shown and other is None:
                self._words[key, Source.OTHER_MODEL] = self.tr("Another model is at work…")
                self._work.want(Wish(key, self.model, self._device, aside=True), now=False)
            self._view.compare_with(other, self._references.get(key))
        self.changed.emit()

    def _result(self) -> "Enhancement | None":
        held = None if self._key is None else self._shelf.get(self._key)
        return None if held is None else held.of(self.model)

    @Slot(int, object)
    def _on_finished(self, key: int, enhancement: "Enhancement") -> None:
        if key == self._key and enhancement.model == self.model:
            self._renew()

    @Slot(object, object)
    def _on_failed(self, wish: Wish, notice: Notice) -> None:
        if wish.aside:
            self._words[wish.key, Source.OTHER_MODEL] = notice.sentence
            self.changed.emit()

    @Slot(int, object)
    def _on_reference(self, key: int, reference: Photo) -> None:
        if key == self._key:
            self._take(reference)
            self._renew()

    def _take(self, reference: Photo) -> None:
        """Compare the photo in view with a reference, if that has its size."""
        photo, key = self._photo, self._key
        if photo is None or key is None:
            return
        if (reference.width, reference.height) == (photo.width, photo.height):
            self._references[key] = reference
        else:
            text = self.tr(
                "The reference has %1 × %2 pixels, but this photo %3 × %4; choose one of its size."
            )
            sizes = (reference.width, reference.height, photo.width, photo.height)
            self._words[key, Source.REFERENCE] = filled(text, *sizes)

    @Slot(int, object)
    def _on_no_reference(self, key: int, notice: Notice) -> None:
        self._words[key, Source.REFERENCE] = notice.sentence
        self.changed.emit()
