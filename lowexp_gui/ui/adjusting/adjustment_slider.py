"""A slider for an adjustment, in one line: name, track and number."""

import re

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QSizePolicy, QToolTip, QWidget

from lowexp_gui.app.messages.sentences import decimal, filled, translated
from lowexp_gui.enhancing.adjusting.adjustment import Adjustment
from lowexp_gui.ui.adjusting.slider_layout import (
    AROUND_PARTS,
    SliderLayout,
    SliderLook,
    paint_slider,
    slider_layout,
)
from lowexp_gui.ui.adjusting.slider_menu import fill_slider_menu
from lowexp_gui.ui.menu_opening import offer_menu

_LEAST_HEIGHT, _AROUND_TEXT = 26, 6
_TRACK, _LEAST_TRACK = 104, 72
# Widths of texts are rounded.
_ROUNDED = 2
# All sliders have room for the same number, so that their tracks are equal.
_WIDEST = -200
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_NUMBER = re.compile(r"\s*([-+−]?)\s*(\d{1,9})([.,٫]\d*)?\s*[%٪]?\s*")  # noqa: RUF001


class AdjustmentSlider(QAbstractSlider):
    """A slider for an adjustment, in percent; the value is a whole number.

    A click on the track moves the handle there. A double click, and a click on the dot that marks a changed
    value, resets. Return, F2 and a click on the number let the user type it.

    Attributes:
        neutral: the neutral value.
        number: the field in which the number is typed; hidden otherwise.
    """

    gesture_begun = Signal()
    """The handle is held; changes until `gesture_ended` are one undo step."""
    gesture_paused = Signal()
    """The handle is released after a click, which may become a double click."""
    gesture_ended = Signal()

    def __init__(self, about: Adjustment, parent: QWidget | None = None) -> None:
        """A slider at the neutral value."""
        super().__init__(parent)
        self._name, self._hint, self._ends = translated(about.title), translated(about.hint), about.track
        least, self.neutral, most = (round(100 * each) for each in (about.least, about.neutral, about.most))
        self._is_signed = least < 0
        self._name_width = self.name_width
        self._over: QPoint | None = None
        self._was_dragged = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setPageStep(10)
        self.setValue(self.neutral)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._hint)
        self.setToolTip(self._hint)
        self.number = QLineEdit(self)
        self.number.setObjectName("sliderNumber")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.number.setAccessibleName(self._name)
        self.number.setAccessibleDescription(self._hint)
        self.number.hide()
        self.number.installEventFilter(self)
        self.number.editingFinished.connect(self._on_typed)
        offer_menu(self, lambda menu, place: fill_slider_menu(menu, self, place))

    @property
    def name_width(self) -> int:
        """The width of the name, in pixels."""
        return self.fontMetrics().horizontalAdvance(self._name) + _ROUNDED

    def set_name_width(self, width: int) -> None:
        """Set the width of the column with the names, which is the same for all sliders of a panel."""
        self._name_width = width
        self.updateGeometry()
        self.update()

    @Slot()
    def reset(self) -> None:
        """Reset to the neutral value, in a step of its own."""
        self.gesture_ended.emit()
        self.setValue(self.neutral)
        self.gesture_ended.emit()

    @Slot()
    def edit_number(self) -> None:
        """Let the user type the number; Return or leaving the field applies it, Escape does not."""
        self._place_number()
        self.number.setText(decimal(self.value(), 0))
        self.number.setModified(False)
        self.number.selectAll()
        self.number.show()
        self.number.setFocus()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802, D102
        height = max(_LEAST_HEIGHT, self.fontMetrics().height() + _AROUND_TEXT)
        return QSize(self._name_width + self._number_width() + AROUND_PARTS + _TRACK, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        return self.sizeHint() - QSize(_TRACK - _LEAST_TRACK, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        layout, point = self._layout(), event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
        elif layout.is_on_track(point):
            self._was_dragged = False
            self.gesture_begun.emit()
            self.setSliderDown(True)
            self._move_to(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        self._over = event.position().toPoint()
        if self.isSliderDown():
            self._was_dragged = True
            self._move_to(self._over)
        on_number = self._layout().number.contains(self._over)
        self.setCursor(Qt.CursorShape.IBeamCursor if on_number else Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.isSliderDown():
            self.setSliderDown(False)
            (self.gesture_ended if self._was_dragged else self.gesture_paused).emit()
        elif self._layout().number.contains(point):
            self.edit_number()
        elif self._layout().dot.contains(point):
            self.reset()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102
        layout, point = self._layout(), event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
        elif layout.is_on_track(point) or layout.name.contains(point):
            # The first click has moved the handle: it and the reset are one step.
            self.setValue(self.neutral)
            self.gesture_ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102
        if event.key() in _EDIT_KEYS:
            self.edit_number()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() is QEvent.Type.ToolTip and self._over is not None:
            on_dot = self._layout().dot.contains(self._over) and self.value() != self.neutral
            tip = self._reset_text() if on_dot else self._tip()
            QToolTip.showText(self.mapToGlobal(self._over), tip, self)
            return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802, D102
        if watched is not self.number or not isinstance(event, QKeyEvent):
            return False
        ends, applies = event.key() == Qt.Key.Key_Escape, event.key() in _EDIT_KEYS
        if not ends and not applies:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            if ends:
                self.number.setModified(False)
            self._on_typed()
        return True

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802, D102
        self._over = None
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102
        self.update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        self._place_number()
        super().resizeEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802, D102
        painter = QPainter(self)
        look = SliderLook(
            self._name,
            "" if self.number.isVisible() else self._text_of(self.value()),
            self._share_of(self.value()),
            self._share_of(self.neutral),
            self._ends,
            self._over,
            self.hasFocus(),
            self.isEnabled(),
            self.isSliderDown(),
        )
        paint_slider(painter, self._layout(), look, self.palette())

    @Slot()
    def _on_typed(self) -> None:
        """Apply the typed number in a step of its own; what is not a number is discarded."""
        found = _NUMBER.fullmatch(self.number.text())
        if self.number.isModified() and found:
            sign, whole, _ = found.groups()
            self.gesture_ended.emit()
            # Python reads the digits of all languages. A number outside the range becomes its end.
            self.setValue(-int(whole) if sign in ("-", "−") else int(whole))  # noqa: RUF001
            self.gesture_ended.emit()
        self._close_number()

    def _close_number(self) -> None:
        if self.number.isVisible():
            had_focus = self.number.hasFocus()
            self.number.setModified(False)
            self.number.hide()
            if had_focus:
                self.setFocus()
            self.update()

    def _place_number(self) -> None:
        self.number.setGeometry(self._layout().number.adjusted(-_AROUND_TEXT, 2, 2, -2))

    def _move_to(self, point: QPoint) -> None:
        span = self.maximum() - self.minimum()
        self.setSliderPosition(self.minimum() + round(self._layout().share_at(point.x()) * span))

    def _layout(self) -> SliderLayout:
        return slider_layout(self.rect(), self.layoutDirection(), self._name_width, self._number_width())

    def _number_width(self) -> int:
        words = self.fontMetrics()
        return words.horizontalAdvance(filled(self.tr("%1 %"), decimal(_WIDEST, 0)))

    def _share_of(self, value: int) -> float:
        return (value - self.minimum()) / (self.maximum() - self.minimum())

    def _text_of(self, value: int) -> str:
        return filled(self.tr("%1 %"), decimal(value, 0, signed=self._is_signed and value > 0))

    def _reset_text(self) -> str:
        return filled(self.tr("Reset to %1 %"), self.neutral)

    def _tip(self) -> str:
        return "\n".join((self._hint, filled(self.tr("Double-click: %1"), self._reset_text())))
