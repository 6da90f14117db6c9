"""A pane of the viewer: a canvas with boxes for choosing its sources."""

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from lowexp_gui.app.viewing.source import PaneContent
from lowexp_gui.ui.viewing.pane_title import PaneTitle
from lowexp_gui.ui.viewing.photo_canvas import CanvasContent, PhotoCanvas
from lowexp_gui.ui.viewing.picture_store import PictureStore
from lowexp_gui.ui.viewing.view_transform import ViewTransform

_ANY_HEIGHT = 10_000


class Pane(QWidget):
    """Attributes: canvas: the picture; boxes: one for each source; figures: the line below."""

    chosen = Signal(int, object)
    """Which of the boxes, Shown"""

    def __init__(self, transform: ViewTransform, store: PictureStore, titles: dict[PaneContent, str]) -> None:
        """A pane that shows the original."""
        super().__init__()
        self.canvas = PhotoCanvas(transform, store)
        self.boxes = tuple(self._box(titles) for _ in range(2))
        self.heading = QWidget()
        self.heading.setObjectName("paneHeading")
        self.heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout(self.heading)
        top.setContentsMargins(2, 2, 2, 2)
        top.addStretch(1)
        for box in self.boxes:
            top.addWidget(box)
            top.addStretch(1)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.figures)
        self.set_content(self.canvas.content)

    @property
    def content(self) -> CanvasContent:
        """What is shown."""
        return self.canvas.content

    @property
    def height_around(self) -> int:
        """Height of the parts above and below the picture, pixels."""
        beneath = 0 if self.figures.isHidden() else self.figures.minimumHeight()
        return self.heading.sizeHint().height() + beneath

    def set_content(self, content: CanvasContent) -> None:
        """Show other content, and update the boxes."""
        self.canvas.set_content(content)
        self._tell_look()

    def hold_original(self, held: bool) -> None:
        """Show the original while `held`, otherwise the content, and update the boxes."""
        self.canvas.hold_original(held)
        self._tell_look()

    def set_titles(self, titles: dict[PaneContent, str]) -> None:
        """Set the available sources and their titles."""
        for box in self.boxes:
            with QSignalBlocker(box):
                box.set_titles(titles)
        self.set_content(self.content)

    def set_title(self, source: PaneContent, title: str) -> None:
        """Rename a source."""
        for box in self.boxes:
            box.set_title(source, title)
        self.set_content(self.content)

    def title_of(self, source: PaneContent) -> str:
        """The title of a source."""
        return self.boxes[0].title_of(source)

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
        for number, box in enumerate(self.boxes):
            box.setVisible(number < len(sources))
            if number < len(sources):
                with QSignalBlocker(box):
                    box.show_chosen(sources[number])
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
        if self.heading.property("active") != active:
            self.heading.setProperty("active", active)
            self.style().unpolish(self.heading)
            self.style().polish(self.heading)

    def _box(self, titles: dict[PaneContent, str]) -> PaneTitle:
        box = PaneTitle()
        box.set_titles(titles)
        box.activated.connect(self._on_activated)
        return box

    @Slot(int)
    def _on_activated(self, _: int) -> None:
        for number, box in enumerate(self.boxes):
            source = box.shown
            if number < len(self.content.sources) and source not in (None, self.content.sources[number]):
                self.chosen.emit(number, source)
