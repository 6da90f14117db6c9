"""Compared methods in panes, run one at a time while they are shown."""

from collections.abc import Iterable
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.enhancing.method_worker import MethodRequest, MethodWorker
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.viewing.source import MethodPicture, PaneContent
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.photo.photograph import Photo

# Limit for pictures that are no longer shown; they can be recreated in seconds.
_MOST_BYTES = 500_000_000


class ComparedMethods(QObject):
    """Passes the results of compared methods for the current photo to the view."""

    changed = Signal()
    """The message has changed."""
    progressed = Signal()
    """A method has started, progressed or ended."""
    _run = Signal(object)

    def __init__(self, worker: MethodWorker, view: ViewFeed, parent: QObject | None = None) -> None:
        """No photo yet."""
        super().__init__(parent)
        self._view = view
        self._key: int | None = None
        self._photo: Photo | None = None
        self._shown: tuple[MethodPicture, ...] = ()
        self._made: dict[MethodPicture, Photo] = {}
        self._running: MethodRequest | None = None
        self._share = 0.0
        self._messages: dict[MethodPicture, str] = {}
        self._resting: set[MethodPicture] = set()
        self._run.connect(worker.run)
        worker.progressed.connect(self._on_progressed)
        worker.made.connect(self._on_made)
        worker.failed.connect(self._on_failed)
        worker.cancelled.connect(self._on_cancelled)

    @property
    def is_busy(self) -> bool:
        """Whether a method is running."""
        return self._running is not None

    @property
    def share(self) -> float:
        """Progress of the running method, 0..1."""
        return self._share

    def message(self, source: MethodPicture) -> str:
        """The message for a source without a picture."""
        return self._messages.get(source, "")

    def look_at(self, key: int | None, photo: Photo | None) -> None:
        """Another photo is shown."""
        if photo is not self._photo or key != self._key:
            self._key, self._photo = key, photo
            self._made.clear()
            self._messages.clear()
            self._resting.clear()
        self._view.show_methods(MappingProxyType(dict(self._made)))
        self._renew()

    def set_shown(self, sources: Iterable[PaneContent]) -> None:
        """Set the shown sources; cancelled or failed ones are retried when they are chosen again."""
        shown = tuple(dict.fromkeys(source for source in sources if isinstance(source, MethodPicture)))
        self._resting.difference_update(set(shown) - set(self._shown))
        self._shown = shown
        self._drop_unseen()
        self._renew()

    def cancel(self) -> None:
        """Stop all methods."""
        for source in self._shown:
            if source not in self._made and source not in self._resting:
                self._rest(source, self.tr("Cancelled. Choose it again to run it."))
        self._renew()

    def close(self) -> None:
        """Stop at once, without further signals."""
        self.blockSignals(True)
        self._key = self._photo = None
        if self._running is not None:
            self._running.cancel.set()

    def _rest(self, source: MethodPicture, message: str) -> None:
        self._resting.add(source)
        self._messages[source] = message

    def _wanted(self) -> list[MethodPicture]:
        if self._photo is None:
            return []
        return [source for source in self._shown if source not in self._made and source not in self._resting]

    def _renew(self) -> None:
        """Start missing methods and end unwanted ones."""
        running, wanted = self._running, self._wanted()
        for source in wanted:
            self._messages.setdefault(source, self.tr("Waiting"))
        if running is not None:
            if running.photo is not self._photo or running.source not in wanted:
                running.cancel.set()
        elif wanted and self._key is not None and self._photo is not None:
            self._running = MethodRequest(self._key, self._photo, wanted[0])
            self._messages[wanted[0]] = self.tr("Processing…")
            self._share = 0.0
            self._run.emit(self._running)
            self.progressed.emit()
        self.changed.emit()

    def _end(self) -> None:
        self._running = None
        self.progressed.emit()

    def _drop_unseen(self) -> None:
        """Drop the oldest hidden pictures above the limit."""
        unseen = [source for source in self._made if source not in self._shown]
        before = len(self._made)
        while unseen and sum(self._made[source].pixels.nbytes for source in unseen) > _MOST_BYTES:
            del self._made[unseen.pop(0)]
        if len(self._made) < before:
            self._view.show_methods(MappingProxyType(dict(self._made)))

    @Slot(object, float)
    def _on_progressed(self, request: MethodRequest, share: float) -> None:
        if request is self._running and request.photo is self._photo and not request.cancel.is_set():
            self._share = share
            self._messages[request.source] = filled(self.tr("Processing: %1 %"), round(100 * share))
            self.changed.emit()
            self.progressed.emit()

    @Slot(object, object)
    def _on_made(self, request: MethodRequest, picture: Photo) -> None:
        self._end()
        if request.photo is self._photo:
            self._made[request.source] = picture
            self._messages.pop(request.source, None)
            self._view.show_methods(MappingProxyType(dict(self._made)))
        self._renew()

    @Slot(object, str)
    def _on_failed(self, request: MethodRequest, sentence: str) -> None:
        self._end()
        if request.photo is self._photo:
            self._rest(request.source, sentence)
        self._renew()

    @Slot(object)
    def _on_cancelled(self, request: MethodRequest) -> None:
        self._end()
        if request.source not in self._resting:
            self._messages.pop(request.source, None)
        self._renew()
