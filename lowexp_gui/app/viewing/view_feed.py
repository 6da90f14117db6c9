"""Feeds the viewer with pictures, one request at a time; the next request uses the latest settings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lowexp_gui.app.viewing.screen_colours import ScreenColours
from lowexp_gui.app.viewing.source import (
    MEASURED,
    TILED,
    MethodPicture,
    ModelPicture,
    PaneContent,
    Source,
    is_adjusted,
)
from lowexp_gui.app.viewing.view_request import (
    Part,
    Pictures,
    Rendered,
    SmallView,
    ViewArea,
    ViewHistograms,
    ViewRequest,
)
from lowexp_gui.app.viewing.view_worker import ViewWorker
from lowexp_gui.enhancing.adjustments import NEUTRAL, Adjustments
from lowexp_gui.enhancing.pyramid import level_count
from lowexp_gui.photo.geometry import AS_TAKEN, Frame, Geometry
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.region import Region

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement

# While a slider moves, pictures have half the resolution. The exact ones follow when it stops.
_RESTS_AFTER = 50
# Seconds. If such a picture takes longer than a frame of the screen, the next ones are coarser.
_A_FRAME = 0.016
_MOST_COARSER = 3


class ViewFeed(QObject):
    """Requests the pictures for the panes. Lives on the window's thread; `focus` is thread-safe.

    Attributes:
        tile_updates: number of updates of a running result.
    """

    rendered = Signal(object)
    """Rendered"""
    measured = Signal(object)
    """ViewHistograms"""
    settled = Signal()
    """The latest request has been answered."""
    _render = Signal(object)
    _forget = Signal()

    def __init__(self, worker: ViewWorker, parent: QObject | None = None) -> None:
        """A feed from a worker on its own thread."""
        super().__init__(parent)
        self._pictures: Pictures | None = None
        self._adjustments = NEUTRAL
        self._geometry, self._uncropped = AS_TAKEN, False
        self._shown: tuple[PaneContent, ...] = MEASURED
        self._view: ViewArea | None = None
        self._small: SmallView | None = None
        self._loupe: ViewArea | None = None
        self._loupe_moved = False
        self._stale: set[PaneContent] = set()
        self._rough: set[PaneContent] = set()
        self._whole = self._clipping = False
        self._colours = ScreenColours()
        self.tile_updates = 0
        self._busy = False
        # While a slider moves: how many levels coarser pictures are, and when the last one was requested.
        self._coarser = 1
        self._moved_at: float | None = None
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_AFTER)
        self._rest.timeout.connect(self._on_rest)
        self._render.connect(worker.render)
        self._forget.connect(worker.forget)
        worker.rendered.connect(self._on_rendered)
        worker.measured.connect(self._on_measured)
        worker.done.connect(self._on_done)

    @property
    def has_result(self) -> bool:
        """Whether stages of a result can be shown."""
        return self._pictures is not None and self._pictures.enhancement is not None

    @property
    def pictures(self) -> Pictures | None:
        """The photo in view and its results."""
        return self._pictures

    @property
    def adjustments(self) -> Adjustments:
        """How results are rendered."""
        return self._adjustments

    @property
    def frame(self) -> Frame | None:
        """Of the picture that is shown."""
        return None if self._pictures is None else self._pictures.frame

    @property
    def is_settled(self) -> bool:
        """Whether the latest request has been answered."""
        return not (self._busy or self._rest.isActive() or self._wanted())

    def has(self, source: PaneContent) -> bool:
        """Whether a source can be shown."""
        return self._pictures is not None and self._pictures.has(source)

    def focus(self, key: int) -> Region | None:
        """What is in view of a photo, pixels of the photo; safe on any thread."""
        pictures, view = self._pictures, self._view
        if pictures is None or view is None or pictures.key != key:
            return None
        return pictures.frame.around(view.region)

    def show_photo(self, key: int, photo: Photo, enhancement: "Enhancement | None") -> None:
        """Show a photo and its result, if there is one."""
        if self._pictures is None or key != self._pictures.key:
            self._view = self._small = self._loupe = None
            self._pictures = Pictures(
                key, photo, enhancement, geometry=self._geometry, uncropped=self._uncropped
            )
        else:
            self._pictures = replace(self._pictures, photo=photo, enhancement=enhancement)
        self.refresh()

    def show_models(self, models: "Mapping[str, Enhancement]") -> None:
        """Set the results of compared models, by name."""
        if self._pictures is not None:
            before = self._pictures.models
            self._pictures = replace(self._pictures, models=models)
            self._renew(ModelPicture(name) for name in models if models[name] is not before.get(name))

    def show_reference(self, reference: Photo | None) -> None:
        """Set the reference, or None."""
        if self._pictures is not None and reference is not self._pictures.reference:
            self._pictures = replace(self._pictures, reference=reference)
            self._renew((Source.REFERENCE,))

    def show_methods(self, methods: Mapping[MethodPicture, Photo]) -> None:
        """Set the results of compared methods."""
        if self._pictures is not None:
            before = self._pictures.methods
            self._pictures = replace(self._pictures, methods=methods)
            self._renew(source for source in methods if methods[source] is not before.get(source))

    def close(self) -> None:
        """Render no more."""
        self._rest.stop()

    def clear(self) -> None:
        """Show nothing."""
        self._pictures = self._view = self._small = self._loupe = None
        self._stale.clear()
        self._rough.clear()
        self._rest.stop()
        self._forget.emit()

    def set_adjustments(self, adjustments: Adjustments) -> None:
        """Render with other adjustments: coarsely while they change, and exactly afterwards."""
        if adjustments != self._adjustments:
            self._adjustments = adjustments
            self._rest.start()
            self._renew(source for source in self._needed() if is_adjusted(source))

    def set_geometry(self, geometry: Geometry, *, uncropped: bool = False) -> None:
        """Turn and crop pictures in another way.

        If their size is another one, they are rendered once it is known what is in view of them.

        Args:
            uncropped: whether all of the turned photo is shown.
        """
        self._geometry, self._uncropped = geometry, uncropped
        pictures = self._pictures
        if pictures is None or (pictures.geometry, pictures.uncropped) == (geometry, uncropped):
            return
        self._pictures = replace(pictures, geometry=geometry, uncropped=uncropped)
        if self._pictures.frame.area != pictures.frame.area:
            # The view is in pixels of the previous picture.
            self._view = self._small = self._loupe = None
            self._stale.update(self._needed())
        else:
            self._rest.start()
            self.refresh()

    def set_sources(self, sources: tuple[PaneContent, ...]) -> None:
        """Render other sources."""
        fresh = set(sources) - set(self._shown)
        self._shown = sources
        self._renew(fresh)

    def set_view(self, region: Region, level: int, small: SmallView | None = None) -> None:
        """Render another region or size; `small` is the view in small panes."""
        areas = {source: self._area_of(source) for source in self._needed()}
        self._view, self._small = ViewArea(region, level), small
        self._renew(source for source, area in areas.items() if area != self._area_of(source))

    def set_loupe(self, region: Region | None) -> None:
        """Render the region under the loupe at full size; None for no loupe."""
        loupe = None if region is None or self._pictures is None else ViewArea(region, 0)
        if loupe != self._loupe:
            self._loupe, self._loupe_moved = loupe, True
            self._ask()

    def set_whole_histogram(self, whole: bool) -> None:
        """Set whether histograms are of the whole photo or of the view."""
        self._whole = whole
        self.refresh()

    def set_clipping(self, clipping: bool) -> None:
        """Set whether clipped pixels are marked."""
        self._clipping = clipping
        self.refresh()

    def set_colours(self, colours: ScreenColours) -> None:
        """Show pictures in the colours of another screen."""
        if colours != self._colours:
            self._colours, self._loupe_moved = colours, self._loupe is not None
            self.refresh()

    def refresh(self) -> None:
        """Render everything again, as soon as the worker is free."""
        self._renew(self._needed())

    def refresh_tiles(self) -> None:
        """Render again what changes while the denoiser runs."""
        self.tile_updates += 1
        self._renew(TILED)

    def _renew(self, sources: Iterable[PaneContent]) -> None:
        self._stale.update(sources)
        self._ask()

    def _needed(self) -> tuple[PaneContent, ...]:
        """The shown or measured contents; others are rendered when they are shown."""
        return tuple(dict.fromkeys((*self._shown, *MEASURED)))

    def _area_of(self, source: PaneContent) -> ViewArea | None:
        """The parts of a source to render."""
        if self._small is not None and source in self._small.sources:
            return self._small.area
        return self._view

    def _wanted(self) -> tuple[PaneContent, ...]:
        """The shown sources that are available and not up to date."""
        pictures, view = self._pictures, self._view
        if pictures is None or view is None or view.region.width <= 0 or view.region.height <= 0:
            return ()
        return tuple(source for source in self._needed() if source in self._stale and pictures.has(source))

    @Slot()
    def _ask(self) -> None:
        if self._busy or self._pictures is None or self._view is None:
            return
        sources, moving = self._wanted(), self._rest.isActive()
        loupes = tuple(source for source in self._shown if self._pictures.has(source))
        loupe = self._loupe if sources or self._loupe_moved else None
        if not sources and loupe is None:
            self._loupe_moved = False
            return
        self._moved_at = perf_counter() if moving else None
        view, small = self._view, self._small
        if moving:
            view = self._coarse(view)
            small = small and replace(small, area=self._coarse(small.area))
        cut = self._view.region != self._pictures.frame.bounds
        overviews = sources if (cut or self._whole) and not moving else ()
        self._stale.difference_update(sources)
        self._rough.update(sources if moving else ())
        self._busy, self._loupe_moved = True, False
        self._render.emit(
            ViewRequest(
                self._pictures,
                self._adjustments,
                sources,
                view,
                overviews,
                loupes,
                loupe,
                # Corners beyond the photo would count as clipped.
                measuring=not (moving or self._pictures.uncropped),
                whole=self._whole,
                clipping=self._clipping,
                small=small,
                colours=self._colours,
            )
        )

    def _coarse(self, area: ViewArea) -> ViewArea:
        """The same area as it is rendered while a slider moves."""
        if self._pictures is None:
            return area
        frame = self._pictures.frame
        deepest = level_count(frame.width, frame.height) - 1
        return replace(area, level=min(area.level + self._coarser, deepest))

    @Slot()
    def _on_rest(self) -> None:
        rough, self._rough, self._coarser = self._rough, set(), 1
        self._renew(rough)

    @Slot(object)
    def _on_rendered(self, picture: Rendered) -> None:
        # An answer to an earlier request may come after the photo has changed.
        pictures = self._pictures
        if pictures is None or picture.key != pictures.key or not pictures.has(picture.source):
            return
        if picture.frame is not None and picture.frame.area != pictures.frame.area:
            return
        if picture.part is not Part.LOUPE or self._loupe is not None:
            self.rendered.emit(picture)

    @Slot(object)
    def _on_measured(self, histograms: ViewHistograms) -> None:
        if self._pictures is not None and histograms.key == self._pictures.key:
            self.measured.emit(histograms)

    @Slot()
    def _on_done(self) -> None:
        self._busy = False
        if self._moved_at is not None and perf_counter() - self._moved_at > _A_FRAME:
            self._coarser = min(self._coarser + 1, _MOST_COARSER)
        self._ask()
        if self.is_settled:
            self.settled.emit()
