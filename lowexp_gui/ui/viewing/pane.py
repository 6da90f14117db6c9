"""A pane of the viewer: a canvas with labels in its corners for choosing its sources."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QVBoxLayout, QWidget

from lowexp_gui.app.viewing.arrangement import Blend
from lowexp_gui.app.viewing.source import PaneContent
from lowexp_gui.ui.viewing.pane_title import PaneTitle
from lowexp_gui.ui.viewing.photo_canvas import CanvasContent, PhotoCanvas
from lowexp_gui.ui.viewing.picture_store import PictureStore
from lowexp_gui.ui.viewing.view_transform import ViewTransform

_ANY_HEIGHT = 10_000
_FROM_CORNER, _LEAST_ROOM = 6, 90


class Pane(QWidget):
    """Attributes: canvas: the picture; titles: a label for each source; figures: the line below."""

    chosen = Signal(int, object)
    """Which of the labels, PaneContent"""

    def __init__(self, transform: ViewTransform, store: PictureStore, titles: dict[PaneContent, str]) -> None:
        """A pane that shows the original."""
        super().__init__()
        self.canvas = PhotoCanvas(transform, store)
        self.titles = tuple(self._title(number, titles) for number in range(2))
        self.figures = QLabel()
        self.figures.setObjectName("paneFigures")
        self.figures.setAccessibleName(self.tr("Figures"))
        self.figures.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.figures.setIndent(0)
        self.figures.setWordWrap(True)
        # Long texts must not widen the panes.
        self.figures.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.figures.setToolTip(
            self.tr(
                "Higher is better: PSNR and SSIM, compared with the reference. Lower "
                "is better: CIEDE2000, compared with the reference, and NIQE and "
                "BRISQUE, without a reference. All figures are for the whole photo."
            )
        )
        self.figures.hide()
        self._figure_words: dict[PaneContent, str] = {}
        self._longest_figures = ""
        self._shows_titles = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.figures)
        self.canvas.resized.connect(self._place_titles)
        transform.changed.connect(self._place_titles)
        self.set_content(self.canvas.content)

    @property
    def content(self) -> CanvasContent:
        """What is shown."""
        return self.canvas.content

    @property
    def height_around(self) -> int:
        """Height of what is below the picture, pixels."""
        return 0 if self.figures.isHidden() else self.figures.minimumHeight()

    def set_content(self, content: CanvasContent) -> None:
        """Show other content, and update the labels."""
        self.canvas.set_content(content)
        self._tell_look()

    def show_titles(self, shown: bool) -> None:
        """Show or hide the labels, which may cover what lies over the picture."""
        self._shows_titles = shown
        self._tell_look()

    def hold_original(self, held: bool) -> None:
        """Show the original while `held`, otherwise the content, and update the labels."""
        self.canvas.hold_original(held)
        self._tell_look()

    def set_titles(self, titles: dict[PaneContent, str]) -> None:
        """Set the available sources and their titles."""
        for title in self.titles:
            title.set_titles(titles)
        self.set_content(self.content)

    def set_title(self, source: PaneContent, title: str) -> None:
        """Rename a source."""
        for each in self.titles:
            each.set_title(source, title)
        self.set_content(self.content)

    def title_of(self, source: PaneContent) -> str:
        """The title of a source."""
        return self.titles[0].title_of(source)

    def show_figures(self, shown: bool) -> None:
        """Show or hide the figures below the picture."""
        self.figures.setVisible(shown)

    def set_longest_figures(self, words: str) -> None:
        """Reserve space for figures as long as this line."""
        self._longest_figures = words
        self._make_room()

    def set_figures(self, words: dict[PaneContent, str]) -> None:
        """Set the figures of each source."""
        self._figure_words = words
        self._tell_figures()

    def _tell_look(self) -> None:
        sources = self.canvas.content_now.sources
        for number, title in enumerate(self.titles):
            title.setVisible(number < len(sources) and self._shows_titles)
            if number < len(sources):
                title.show_chosen(sources[number])
        self._place_titles()
        self.canvas.setAccessibleName(" / ".join(map(self.title_of, sources)))
        self._tell_figures()

    def _tell_figures(self) -> None:
        words = [self._figure_words.get(source, "") for source in self.canvas.content_now.sources]
        self.figures.setText("\n".join(words))
        self._make_room()

    def _make_room(self) -> None:
        """Reserve space for figures, so that pictures do not move and all have the same size."""
        text = "\n".join([self._longest_figures or " "] * len(self.content.sources))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, max(1, self.width() - 2 * self.figures.margin()), _ANY_HEIGHT)
        metrics = self.figures.fontMetrics()
        needed = metrics.boundingRect(room, flags, text).height()
        # Digits of another script may use a taller font.
        self.figures.setMinimumHeight(needed + needed // metrics.height() + 2 * self.figures.margin())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._make_room()

    def mark_active(self, active: bool) -> None:
        """Mark the pane that keys act on."""
        for title in self.titles:
            title.mark_active(active)

    @Slot()
    def _place_titles(self) -> None:
        """Put the labels into the upper corners of the picture, or one above and one below a level line."""
        inside = self.canvas.photo_rectangle.toAlignedRect() & self.canvas.rect()
        content = self.canvas.content_now
        count = len(content.sources)
        is_across = content.blend is Blend.WIPE and not content.upright
        room = inside.width() if is_across else inside.width() // count
        # A narrow picture has its label above the surround.
        room = max(room - 2 * _FROM_CORNER, min(_LEAST_ROOM, self.canvas.width() // count - 2))
        for number, title in enumerate(self.titles[:count]):
            place = QRect(QPoint(), title.sizeHint())
            place.setWidth(min(place.width(), room))
            place.moveTopLeft(inside.topLeft() + QPoint(_FROM_CORNER, _FROM_CORNER))
            if number and is_across:
                place.moveBottom(inside.bottom() - _FROM_CORNER)
            elif number:
                place.moveRight(inside.right() - _FROM_CORNER)
            place.moveRight(min(place.right(), self.canvas.width() - 1))
            place.moveLeft(max(place.left(), 0))
            mirrored = QStyle.visualRect(self.layoutDirection(), inside, place)
            title.setGeometry(mirrored.translated(self.canvas.pos()))
            title.raise_()

    def _title(self, number: int, titles: dict[PaneContent, str]) -> PaneTitle:
        title = PaneTitle(self)
        title.set_titles(titles)
        title.chosen.connect(partial(self._on_chosen, number))
        return title

    def _on_chosen(self, number: int, source: PaneContent) -> None:
        if number < len(self.content.sources) and source != self.content.sources[number]:
            self.chosen.emit(number, source)
