"""The viewer: panes that show the same part of a photo from different sources."""

from dataclasses import replace
from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from lowexp_gui.app.viewing.arrangement import MOST_PANES, Arrangement, Blend, Candidates, ViewLayout
from lowexp_gui.app.viewing.source import PaneContent, Source
from lowexp_gui.app.viewing.view_request import Part, Rendered, SmallView
from lowexp_gui.ui.viewing.navigator import Navigator
from lowexp_gui.ui.viewing.pane import Pane
from lowexp_gui.ui.viewing.pane_places import equal_panes, large_and_small
from lowexp_gui.ui.viewing.photo_canvas import MIDDLE_GREY, CanvasContent, Loupe, PhotoCanvas
from lowexp_gui.ui.viewing.picture_painting import LOUPE_DIAMETER
from lowexp_gui.ui.viewing.picture_store import PictureStore
from lowexp_gui.ui.viewing.source_labels import source_titles
from lowexp_gui.ui.viewing.view_areas import area_for, region_around
from lowexp_gui.ui.viewing.view_transform import ViewTransform

_STILL_AFTER = 120
# Milliseconds; after that the viewer is painted without pictures that it waits for.
_MOST_AWAITED = 400
_PAN_STEP = 80
_WIPE_STEP = 0.02
_ZOOM_STEP = 1.5
_MARGIN = 3
_LEAST = QSize(240, 180)
_NAVIGATOR_FROM_CORNER = QPoint(12, 12)
# Of a photo whose proportions alone are known.
_SOME_SIDE = 4096
_LOUPE_SCALE = 2.0
_STAYS = (Source.BEFORE, Source.FINAL)
"""These sources are replaced last, because they serve for comparison."""


class Viewer(QFrame):
    """Panes with a shared transform. It emits signals for what it needs and receives pictures.

    Attributes:
        transform: the visible part and scale.
        store: the pictures.
        panes: all panes; `layout_now` says how many are shown.
        navigator: the navigator.
    """

    view_changed = Signal(object, int, object)
    """Region in the photo's pixels, level of the pyramid, SmallView or None"""
    loupe_changed = Signal(object)
    """Region under the loupe in the photo's pixels, or None"""
    layout_changed = Signal(object)
    """ViewLayout"""
    source_wanted = Signal(object)
    """PaneContent that the user chose"""
    original_shown = Signal()
    """The panes show the original in place of what they show otherwise"""
    step_asked = Signal(int)
    """1 for the next photo, -1 for the previous one"""
    pointed = Signal()
    """The pointer is over another pixel, or over none"""

    def __init__(self, parent: QWidget | None = None) -> None:
        """A viewer without pictures."""
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.transform = ViewTransform(self)
        self.store = PictureStore(self)
        self.layout_now = ViewLayout()
        self._wipe_at, self._has_loupe = 0.5, False
        self._is_alone = False
        self._is_original_held = self._is_original_kept = False
        # Difference in width between the widest and the narrowest pane, screen pixels.
        self._margin = 0.0
        self._pointer: QPointF | None = None
        # The sources that the user has replaced by others.
        self._replaced: dict[tuple[Arrangement, int], PaneContent] = {}
        self.setMinimumSize(_LEAST)
        self._surround = MIDDLE_GREY
        # The number of columns, and the arrangement and photo size for which it was calculated.
        self._columns, self._arranged = 0, (Arrangement.SINGLE, QSize())
        titles = source_titles()
        self.panes = tuple(self._pane(titles) for _ in range(MOST_PANES))
        self._active = self.panes[-1]
        self.navigator = Navigator(self.transform, self.store, self)
        self._still = QTimer(self, singleShot=True, interval=_STILL_AFTER)
        self._still.timeout.connect(self._on_still)
        self._awaited: set[PaneContent] = set()
        self._patience = QTimer(self, singleShot=True, interval=_MOST_AWAITED)
        self._patience.timeout.connect(self._paint_again)
        self.transform.changed.connect(self._on_transform)
        self.set_layout(self.layout_now)

    @property
    def shown(self) -> tuple[PaneContent, ...]:
        """The visible sources."""
        return self.layout_now.sources

    @property
    def active_source(self) -> PaneContent:
        """The source of the active pane; if it blends two, the second."""
        return self._active.content.sources[-1]

    @property
    def shown_panes(self) -> tuple[Pane, ...]:
        """The visible panes."""
        return self.panes[: self.layout_now.arrangement.panes]

    @property
    def active_pane(self) -> Pane:
        """The pane that keys and menus act on."""
        return self._active

    def canvas_of(self, source: PaneContent) -> PhotoCanvas:
        """The first canvas that shows a source."""
        return next(pane.canvas for pane in self.shown_panes if source in pane.content.sources)

    def set_photo(self, size: QSize) -> None:
        """Set the photo's size, pixels; an empty size for no photo."""
        self.transform.set_photo(size)
        self._arrange()
        self._ask()

    @Slot(QSize, bool)
    def expect_photo(self, size: QSize, known: bool) -> None:
        """A photo of this size, or of these proportions, is about to come; a like view stays as it is."""
        now = self.transform.photo_size
        if not known:
            shares = abs(now.width() * size.height() - now.height() * size.width())
            if not now.isEmpty() and shares <= now.width() + now.height():
                return
            size = size.scaled(_SOME_SIDE, _SOME_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        self.set_photo(size)

    def set_layout(self, layout: ViewLayout) -> None:
        """Set the arrangement and the sources."""
        had_large, self.layout_now = self.layout_now.arrangement.has_large, layout
        if layout.arrangement.has_large:
            self.activate(self.panes[0])
        else:
            stays = self._active in self.shown_panes and not had_large
            self.activate(self._active if stays else self.shown_panes[-1])
        for number, pane in enumerate(self.panes):
            pane.canvas.set_small(number > 0 and layout.arrangement.has_large)
        self._show_looks()
        self._arrange()
        self.navigator.raise_()
        self.layout_changed.emit(layout)
        self._ask()

    def show_source(self, source: PaneContent) -> None:
        """Show a source in the active pane; if it is already shown there, show the previous one again."""
        number = int(self.layout_now.arrangement.blend is not None)
        place = self._place_of(self._active, number)
        if self.shown[place] == source:
            source = self._replaced.get((self.layout_now.arrangement, place), source)
        self._on_chosen(self._active, number, source)

    def show_beside(self, source: PaneContent) -> PaneContent | None:
        """Show a source in a separate pane. Returns the source that it replaced if there is no free pane."""
        layout, shown = self.layout_now, self.shown
        if source in shown:
            return None
        if (more := layout.arrangement.with_one_more) is not None:
            layout = layout.arranged(more)
            for place, each in enumerate((*shown, source)):
                layout = layout.showing(place, each)
            self.set_layout(layout)
            self.activate(self.shown_panes[-1])
            return None
        places = [place for place, each in enumerate(shown) if each not in _STAYS]
        place = max(places, default=len(shown) - 1)
        if layout.arrangement.blend is None:
            self.activate(self.panes[place])
        replaced = shown[place]
        self._on_chosen(self._active, 0 if layout.arrangement.blend is None else place, source)
        return replaced

    def set_titles(self, titles: dict[PaneContent, str]) -> None:
        """Set the available sources and their titles in all panes."""
        for pane in self.panes:
            pane.set_titles(titles)

    def set_title(self, source: PaneContent, title: str) -> None:
        """Rename a source."""
        for pane in self.panes:
            pane.set_title(source, title)

    def title_of(self, source: PaneContent) -> str:
        """The title of a source."""
        return self.panes[0].title_of(source)

    def set_candidates(self, candidates: Candidates) -> None:
        """Set the sources for comparison."""
        if candidates != self.layout_now.candidates:
            self.set_layout(replace(self.layout_now, candidates=candidates))

    def show_figures(self, shown: bool) -> None:
        """Show or hide the figures below the panes."""
        for pane in self.panes:
            pane.show_figures(shown)
        self._arrange()

    def set_longest_figures(self, words: str) -> None:
        """Reserve space below the panes for figures as long as this line."""
        for pane in self.panes:
            pane.set_longest_figures(words)

    def set_figures(self, words: dict[PaneContent, str]) -> None:
        """Set the figures of sources."""
        for pane in self.panes:
            pane.set_figures(words)

    def pane_at(self, place: QPoint) -> Pane | None:
        """The pane at a point of the viewer."""
        return next((pane for pane in self.shown_panes if pane.geometry().contains(place)), None)

    @Slot(object)
    def show_picture(self, picture: Rendered) -> None:
        """Store a picture for painting."""
        self.store.put(picture)
        if self._awaited and picture.part is Part.VIEW:
            self._awaited.discard(picture.source)
            if not self._awaited:
                self._paint_again()

    def await_pictures(self) -> None:
        """Drop the pictures, and leave on the screen what is there until new ones have come."""
        self._awaited = {source for source in self.shown if self.store.find(source, Part.VIEW) is not None}
        for pane in self.panes:
            pane.canvas.setUpdatesEnabled(not self._awaited)
        self._patience.start()
        self.store.clear()

    def set_loupe(self, wanted: bool) -> None:
        """Turn the loupe on or off."""
        self._has_loupe = wanted
        self._show_loupe()

    def pixel_values(self) -> tuple[tuple[int, int], dict[PaneContent, tuple[int, int, int]]] | None:
        """Column and row under the pointer, and red, green and blue by source at full size; or None."""
        if self._pointer is None or self.transform.scale < 1:
            return None
        column, row = floor(self._pointer.x()), floor(self._pointer.y())
        values = {}
        for source in dict.fromkeys(self.shown):
            picture = self.store.find(source, Part.VIEW)
            if picture is not None and picture.level == 0:
                x, y = column - picture.region.left, row - picture.region.top
                if picture.image.valid(x, y):
                    colour = picture.image.pixelColor(x, y)
                    values[source] = (colour.red(), colour.green(), colour.blue())
        return ((column, row), values) if values else None

    @Slot()
    def turn_wipe(self) -> None:
        """Toggle the wipe between horizontal and vertical."""
        self.set_layout(replace(self.layout_now, upright=not self.layout_now.upright))

    def hold_original(self, held: bool) -> None:
        """Show the original in every pane while `held`, otherwise each pane's content."""
        self._is_original_held = held
        self._show_original()

    @Slot(bool)
    def keep_original(self, kept: bool) -> None:
        """Show the original in every pane until this is called again."""
        self._is_original_kept = kept
        self._show_original()

    def show_alone(self, alone: bool) -> None:
        """Hide the small pictures beside a large one, or show them again."""
        self._is_alone = alone
        self._arrange()

    def set_surround(self, colour: QColor) -> None:
        """Set the colour around the photo."""
        self._surround = colour
        for pane in self.panes:
            pane.canvas.set_surround(colour)
        self.update()

    @Slot()
    def swap(self) -> None:
        """Bring the next small picture into the large pane; without a large pane, nothing happens."""
        arrangement = self.layout_now.arrangement
        if arrangement.has_large:
            layout = self.layout_now
            for place in range(1, arrangement.panes):
                layout = layout.swapped(place - 1, place)
            self.set_layout(layout)

    def fit(self) -> None:
        """Show the whole photo."""
        self.transform.fit()

    def zoom_to_pixels(self) -> None:
        """Zoom to one photo pixel per screen pixel."""
        self.transform.zoom_to(1.0)

    def zoom_in(self) -> None:
        """Larger."""
        self.transform.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Smaller."""
        self.transform.zoom_by(1 / _ZOOM_STEP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102
        QPainter(self).fillRect(self.rect(), self._surround)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            # Tab itself hides the panels here.
            self.focusNextChild()
            return
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {
            Qt.Key.Key_Left: QPointF(1, 0),
            Qt.Key.Key_Right: QPointF(-1, 0),
            Qt.Key.Key_Up: QPointF(0, 1),
            Qt.Key.Key_Down: QPointF(0, -1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif alt and self.layout_now.arrangement.blend is Blend.WIPE:
            along = -step.x() if self.isRightToLeft() else step.x()
            self._on_wipe_moved(self._wipe_at - _WIPE_STEP * (along + step.y()))
        elif self.transform.is_fitted and step.x():
            # There is nothing to pan.
            self.step_asked.emit(round(step.x() if self.isRightToLeft() else -step.x()))
        else:
            self.transform.pan_by(step * _PAN_STEP)

    def _pane(self, titles: dict[PaneContent, str]) -> Pane:
        pane = Pane(self.transform, self.store, titles)
        pane.setParent(self)
        pane.canvas.resized.connect(self._on_resized)
        pane.canvas.toggled.connect(self._on_toggled)
        pane.canvas.pointed.connect(self._on_pointed)
        pane.canvas.pressed.connect(self._on_pressed)
        pane.canvas.clicked.connect(self._on_clicked)
        pane.canvas.wipe_moved.connect(self._on_wipe_moved)
        pane.chosen.connect(self._on_source_chosen)
        return pane

    def _show_looks(self) -> None:
        layout = self.layout_now
        if layout.arrangement.blend is not None:
            content = CanvasContent(layout.sources, layout.arrangement.blend, self._wipe_at, layout.upright)
            self.panes[0].set_content(content)
        else:
            for pane, source in zip(self.panes, layout.sources, strict=False):
                pane.set_content(CanvasContent((source,)))

    def _arrange(self) -> None:
        """Place the panes; rows and columns change only if the photo becomes much larger."""
        arrangement, photo = self.layout_now.arrangement, self.transform.photo_size
        margin = self.contentsRect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        alone = self._is_alone and arrangement.has_large
        count = 1 if alone else arrangement.panes
        divide = large_and_small if arrangement.has_large and not alone else equal_panes
        columns = self._columns if self._arranged == (arrangement, photo) and not alone else 0
        division = divide(margin, count, photo, self.panes[0].height_around, columns)
        self._columns, self._arranged = division.columns, (arrangement, photo)
        for pane, place in zip(self.panes, division.places, strict=False):
            pane.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        for number, pane in enumerate(self.panes):
            pane.setVisible(number < count)
        self._on_resized()

    def activate(self, pane: Pane) -> None:
        """Make a pane the one that keys and menus act on."""
        self._active, arrangement = pane, self.layout_now.arrangement
        for each in self.panes:
            # Where only one pane can be active, a mark would say nothing.
            each.mark_active(each is pane and not (arrangement.has_large or arrangement.panes == 1))

    def _place_of(self, pane: Pane, number: int) -> int:
        """The index of a pane's source among the visible sources."""
        return self.panes.index(pane) if self.layout_now.arrangement.blend is None else number

    def _on_chosen(self, pane: Pane, number: int, source: PaneContent) -> None:
        layout, place = self.layout_now, self._place_of(pane, number)
        if self.shown[place] != source:
            self._replaced[layout.arrangement, place] = self.shown[place]
        self.source_wanted.emit(source)
        if layout.arrangement.has_large and source in self.shown:
            self.set_layout(layout.swapped(place, self.shown.index(source)))
        else:
            self.set_layout(layout.showing(place, source))

    def _show_original(self) -> None:
        for pane in self.panes:
            pane.hold_original(self._is_original_held or self._is_original_kept)
        if self._is_original_held or self._is_original_kept:
            self.original_shown.emit()

    def _show_loupe(self) -> None:
        shown = self._pointer if self._has_loupe else None
        scale = max(_LOUPE_SCALE, 2 * self.transform.scale)
        for pane in self.panes:
            pane.canvas.set_loupe(None if shown is None else Loupe(shown, scale))
        if shown is None:
            self.store.clear_loupe()
            self.loupe_changed.emit(None)
            return
        side = LOUPE_DIAMETER * self.devicePixelRatioF() / scale + 2
        region = region_around(self.transform.photo_size, shown, side)
        if region is not None:
            self.loupe_changed.emit(region)

    @Slot(int, object)
    def _on_source_chosen(self, number: int, source: PaneContent) -> None:
        pane = self.sender()
        if isinstance(pane, Pane):
            if not self.layout_now.arrangement.has_large:
                self.activate(pane)
            self._on_chosen(pane, number, source)

    @Slot()
    def _on_pressed(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        # In a small pane, a click swaps the pictures, and the large pane stays active.
        if not self.layout_now.arrangement.has_large:
            for pane in self.shown_panes:
                if pane.canvas is self.sender():
                    self.activate(pane)

    @Slot()
    def _on_clicked(self) -> None:
        """Swap a small picture with the large one."""
        for pane in self.shown_panes[1:]:
            if self.layout_now.arrangement.has_large and pane.canvas is self.sender():
                self._on_chosen(self.panes[0], 0, pane.content.sources[0])
                return

    @Slot(object)
    def _on_pointed(self, point: QPointF | None) -> None:
        size = self.transform.photo_size
        inside = point is not None and QRectF(0, 0, size.width(), size.height()).contains(point)
        self._pointer = point if inside else None
        if self._has_loupe:
            self._show_loupe()
        self.pointed.emit()

    @Slot(float)
    def _on_wipe_moved(self, at: float) -> None:
        self._wipe_at = min(max(at, 0.0), 1.0)
        self._show_looks()

    @Slot()
    def _on_resized(self) -> None:
        main = self.shown_panes[:1] if self.layout_now.arrangement.has_large else self.shown_panes
        sizes = [pane.canvas.physical_size() for pane in main]
        # Fit to the smallest pane; render the area of the widest.
        width, height = min(size.width() for size in sizes), min(size.height() for size in sizes)
        self._margin = max(size.width() for size in sizes) - width
        self.transform.set_pane(QSizeF(width, height))
        around = self.panes[0].geometry() if self.layout_now.arrangement.has_large else self.rect()
        self.navigator.place(QPointF(around.bottomRight() - _NAVIGATOR_FROM_CORNER))
        if self.layout_now.arrangement.has_large:
            # Small panes may change while the large one stays.
            self._ask()

    @Slot(QPointF)
    def _on_toggled(self, anchor: QPointF) -> None:
        if self.transform.is_fitted:
            self.transform.zoom_to(1.0, anchor)
        else:
            self.transform.fit()

    @Slot()
    def _on_transform(self) -> None:
        for pane in self.panes:
            pane.canvas.quick = True
        self._still.start()
        self._ask()

    @Slot()
    def _paint_again(self) -> None:
        self._patience.stop()
        self._awaited.clear()
        for pane in self.panes:
            pane.canvas.setUpdatesEnabled(True)

    @Slot()
    def _on_still(self) -> None:
        for pane in self.panes:
            pane.canvas.quick = False
            pane.canvas.update()

    def _ask(self) -> None:
        size, seen = self.transform.photo_size, self.transform.visible()
        if size.isEmpty() or seen.isEmpty():
            return
        margin = ceil(self._margin / self.transform.scale / 2)
        area = area_for(size, seen.adjusted(-margin, 0, margin, 0), self.transform.scale)
        self.view_changed.emit(area.region, area.level, self._small_view())

    def _small_view(self) -> SmallView | None:
        """What small panes show, if there are any."""
        if not self.layout_now.arrangement.has_large:
            return None
        pane = self.panes[1].canvas.physical_size()
        seen, scale = self.transform.visible(pane), self.transform.scale_in(pane)
        area = area_for(self.transform.photo_size, seen, scale)
        return SmallView(frozenset(self.shown[1:]) - {self.shown[0]}, area)
