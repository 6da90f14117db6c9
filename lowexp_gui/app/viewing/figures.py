"""Measured figures of the sources in the panes, one at a time, after pictures stop changing."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.viewing.figures_worker import FiguresRequest, FiguresWorker
from lowexp_gui.app.viewing.source import (
    OF_RESULT,
    TILED,
    MethodPicture,
    ModelPicture,
    PaneContent,
    is_adjusted,
    is_of_the_scene,
)
from lowexp_gui.app.viewing.view_feed import ViewFeed
from lowexp_gui.app.viewing.view_request import Pictures

_RESTS_AFTER = 400
_NOTHING: Mapping[str, float | None] = MappingProxyType({})


class Figures(QObject):
    """Keeps the figures of the shown sources up to date while they are switched on."""

    changed = Signal()
    _measure = Signal(object)

    def __init__(self, worker: FiguresWorker, view: ViewFeed, parent: QObject | None = None) -> None:
        """Start switched off."""
        super().__init__(parent)
        self._view = view
        self._wanted = False
        self._shown: tuple[PaneContent, ...] = ()
        self._found: dict[PaneContent, tuple[tuple[object, ...], Mapping[str, float | None]]] = {}
        self._running: tuple[FiguresRequest, tuple[object, ...]] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_AFTER)
        self._rest.timeout.connect(self._next)
        self._measure.connect(worker.measure)
        worker.measured.connect(self._on_measured)
        worker.done.connect(self._on_done)
        view.settled.connect(self._on_settled)

    @property
    def wanted(self) -> bool:
        """Whether figures are switched on."""
        return self._wanted

    @property
    def is_settled(self) -> bool:
        """Whether all figures have been measured."""
        return self._running is None and not self._rest.isActive()

    def of(self, source: PaneContent) -> Mapping[str, float | None]:
        """The known and current figures of a source by measure."""
        state = self._state(source)
        of_state, found = self._found.get(source, ((), _NOTHING))
        return found if state is not None and of_state == state else _NOTHING

    def set_wanted(self, wanted: bool) -> None:
        """Switch figures on or off."""
        self._wanted = wanted
        self._on_settled()

    def set_shown(self, sources: tuple[PaneContent, ...]) -> None:
        """Set the shown sources."""
        self._shown = tuple(source for source in dict.fromkeys(sources) if is_of_the_scene(source))
        self._on_settled()

    def close(self) -> None:
        """Stop; no more signals are emitted."""
        self.blockSignals(True)
        self._wanted = False
        self._rest.stop()
        self._end_running()

    def _state(self, source: PaneContent) -> tuple[object, ...] | None:
        """What the figures of a source depend on; None if it has no picture."""
        pictures = self._view.pictures
        if pictures is None or not pictures.has(source):
            return None
        adjustments = self._view.adjustments if is_adjusted(source) else None
        tiles = self._view.tile_updates if source in TILED else 0
        made_from = _made_from(pictures, source)
        return (pictures.photo, pictures.reference, made_from, adjustments, pictures.frame, tiles)

    def _end_running(self) -> None:
        if self._running is not None:
            self._running[0].cancel.set()

    @Slot()
    def _on_settled(self) -> None:
        # Outdated figures would keep photos in memory.
        self._found = {source: held for source, held in self._found.items() if held[0] == self._state(source)}
        running = self._running
        if running is not None:
            request, state = running
            if not self._wanted or request.source not in self._shown or self._state(request.source) != state:
                request.cancel.set()
        if self._wanted:
            self._rest.start()
        self.changed.emit()

    @Slot()
    def _next(self) -> None:
        pictures = self._view.pictures
        if self._running is not None or pictures is None or not self._wanted:
            return
        for source in self._shown:
            state = self._state(source)
            if state is not None and self._found.get(source, ((), _NOTHING))[0] != state:
                request = FiguresRequest(pictures, source, self._view.adjustments)
                self._running = (request, state)
                self._measure.emit(request)
                return

    @Slot(object, object)
    def _on_measured(self, request: FiguresRequest, found: Mapping[str, float | None]) -> None:
        if self._running is not None and request is self._running[0] and not request.cancel.is_set():
            self._found[request.source] = (self._running[1], found)
            self.changed.emit()

    @Slot(object)
    def _on_done(self, request: FiguresRequest) -> None:
        if self._running is not None and request is self._running[0]:
            source, state = request.source, self._running[1]
            if not request.cancel.is_set() and self._found.get(source, ((), _NOTHING))[0] != state:
                # It could not be measured, so it is not tried again.
                self._found[source] = (state, _NOTHING)
            elif request.cancel.is_set() and self._found.get(source, ((), _NOTHING))[0] == state:
                del self._found[source]
            self._running = None
            self._next()
            self.changed.emit()


def _made_from(pictures: Pictures, source: PaneContent) -> object:
    """What a source's picture depends on besides the photo."""
    if isinstance(source, MethodPicture):
        return pictures.methods.get(source)
    return pictures.result_for(source) if isinstance(source, ModelPicture) or source in OF_RESULT else None
