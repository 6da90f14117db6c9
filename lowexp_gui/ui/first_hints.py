"""A card with hints for the first photo."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QWidget

from lowexp_gui.ui.icons import icon, pixmap

_ICON = 16
_MARGIN = 12


class Hint(StrEnum):
    """What a new user is told; each goes when the user does it."""

    BEFORE = "before"
    SLIDERS = "sliders"
    SAVE = "save"


_ICONS = {Hint.BEFORE: "space", Hint.SLIDERS: "adjustments-horizontal", Hint.SAVE: "device-floppy"}


class FirstHints(QFrame):
    """A card at the lower edge of another widget, on the reading side; hidden until `begin`.

    Attributes:
        labels: the hints that are left.
        close_button: dismisses all.
    """

    dismissed = Signal()

    def __init__(self, hints: tuple[Hint, ...], over: QWidget) -> None:
        """A card of hints over a widget."""
        super().__init__(over)
        self.setObjectName("toast")
        self.setAccessibleName(self.tr("Hints"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.labels = {hint: QLabel(text) for hint, text in self._texts().items() if hint in hints}
        self._signs = {hint: QLabel() for hint in self.labels}
        self._began = False
        self.close_button = QToolButton()
        self.close_button.setObjectName("flat")
        self.close_button.setIconSize(QSize(_ICON, _ICON))
        self.close_button.setAccessibleName(self.tr("Dismiss the hints"))
        self.close_button.setToolTip(self.tr("Dismiss the hints"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self._on_closed)
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        for row, hint in enumerate(self.labels):
            layout.addWidget(self._signs[hint], row, 0)
            layout.addWidget(self.labels[hint], row, 1)
        layout.addWidget(self.close_button, 0, 2, max(1, len(self.labels)), 1, Qt.AlignmentFlag.AlignTop)
        self._draw()
        over.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Show what is left."""
        self._began = True
        self._place()

    def remove(self, hint: Hint) -> None:
        """Take a hint away; the last one takes the card with it."""
        label, sign = self.labels.pop(hint, None), self._signs.pop(hint, None)
        for gone in (label, sign):
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _texts(self) -> dict[Hint, str]:
        return {
            Hint.BEFORE: self.tr("Hold the space bar to see the photo before"),
            Hint.SLIDERS: self.tr("Drag the sliders to adjust it"),
            Hint.SAVE: self.tr("Save writes a new file; the original stays as it is"),
        }

    def _draw(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        for hint, sign in self._signs.items():
            sign.setPixmap(pixmap(_ICONS[hint], colour, _ICON))
        self.close_button.setIcon(icon("x", colour))

    def _place(self) -> None:
        over = self.parentWidget()
        self.setVisible(self._began and bool(self.labels))
        if over is None or self.isHidden():
            return
        self.adjustSize()
        left = over.width() - self.width() - _MARGIN if self.isRightToLeft() else _MARGIN
        self.move(QPoint(left, over.height() - self.height() - _MARGIN))
        self.raise_()

    @Slot()
    def _on_closed(self) -> None:
        had_focus, over = self.close_button.hasFocus(), self.parentWidget()
        self._began = False
        self._place()
        if had_focus and over is not None:
            over.setFocus()
        self.dismissed.emit()
