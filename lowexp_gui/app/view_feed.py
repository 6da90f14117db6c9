"""Feeding the viewer: one request is under way at a time, the next one takes the latest wishes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.view_worker import Rendered, ViewHistograms, ViewRequest, ViewWorker
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments, Stage
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement


class ViewFeed(QObject):
    """Knows what is shown and how; lives on the window's thread, but `focus` may be asked on any."""

    rendered = Signal(object)
    """Rendered"""
    measured = Signal(object)
    """ViewHistograms"""
    settled = Signal()
    """What is shown is what was asked for last."""
    _render = Signal(object)
    _forget = Signal()

    def __init__(self, worker: ViewWorker, parent: QObject | None = None) -> None:
        """A feed from a worker on its own thread."""
        super().__init__(parent)
        self._key = 0
        self._photo: Photo | None = None
        self._enhancement: Enhancement | None = None
        self._adjustments = NEUTRAL
        self._stages: tuple[Stage, ...] = (Stage.BEFORE, Stage.ENHANCED, Stage.FINAL)
        self._region: Region | None = None
        self._level = 0
        self._busy = False
        self._stale = False
        self._render.connect(worker.render)
        self._forget.connect(worker.forget)
        worker.rendered.connect(self._on_rendered)
        worker.measured.connect(self._on_measured)
        worker.done.connect(self._on_done)

    @property
    def has_result(self) -> bool:
        """Whether stages beyond the photo as it was can be shown."""
        return self._enhancement is not None

    def focus(self, key: int) -> Region | None:
        """What is in view of a photo, pixels of the full photo; safe on any thread."""
        return self._region if key == self._key else None

    def show_photo(self, key: int, photo: Photo, enhancement: "Enhancement | None") -> None:
        """Show a photo, and its result as far as there is one."""
        if key != self._key:
            self._region = None
        self._key, self._photo, self._enhancement = key, photo, enhancement
        self.refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._key, self._photo, self._enhancement, self._region = 0, None, None, None
        self._forget.emit()

    def set_adjustments(self, adjustments: Adjustments) -> None:
        """Render with other adjustments."""
        self._adjustments = adjustments
        self.refresh()

    def set_stages(self, stages: tuple[Stage, ...]) -> None:
        """Render other stages."""
        self._stages = stages
        self.refresh()

    def set_view(self, region: Region, level: int) -> None:
        """Render another region, at another size."""
        if (region, level) != (self._region, self._level):
            self._region, self._level = region, level
            self.refresh()

    def refresh(self) -> None:
        """Render again, as soon as the worker is free."""
        if self._busy:
            self._stale = True
            return
        photo, region = self._photo, self._region
        if photo is None or region is None or region.width <= 0 or region.height <= 0:
            return
        shown = self._stages if self._enhancement is not None else (Stage.BEFORE,)
        stages = tuple(stage for stage in self._stages if stage in shown)
        self._busy, self._stale = True, False
        overview = region != photo.bounds
        self._render.emit(
            ViewRequest(
                self._key, photo, self._enhancement, stages, self._adjustments, region, self._level, overview
            )
        )

    @Slot(object)
    def _on_rendered(self, picture: Rendered) -> None:
        # What was asked for before may come after it has been taken back.
        if picture.key == self._key and (self.has_result or picture.stage is Stage.BEFORE):
            self.rendered.emit(picture)

    @Slot(object)
    def _on_measured(self, histograms: ViewHistograms) -> None:
        if histograms.key == self._key:
            self.measured.emit(histograms)

    @Slot()
    def _on_done(self) -> None:
        self._busy = False
        if self._stale:
            self.refresh()
        if not self._busy:
            self.settled.emit()
