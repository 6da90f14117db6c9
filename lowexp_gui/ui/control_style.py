"""Rules for all controls in all windows, independent of the style.

Qt's defaults suit dialogs, but not a window for viewing photos with panels that scroll: the wheel changes the
control under the pointer, the space bar presses the focused control, Return presses a button without focus,
lists cut their texts, and text that looks like HTML is rendered as HTML.
"""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QProxyStyle,
    QScrollBar,
    QStyle,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

_RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BESIDE_WORDS = 5
"""Extra width of a list entry, in characters."""
_MENU_AT_ONCE = QToolButton.ToolButtonPopupMode.InstantPopup
_ONE_SCROLL = 400
"""Wheel events within this time, in milliseconds, belong to one scroll gesture."""


class ControlStyle(QProxyStyle):
    """The system's style with our rules; `polish` sees each widget once, before it is shown."""

    def __init__(self) -> None:
        """The style has no effect until the application uses it."""
        super().__init__()
        self._rules = ControlRules(self)

    def polish(self, polished: object) -> object:  # type: ignore[override]  # noqa: D102
        result = super().polish(polished)  # type: ignore[call-overload]
        if isinstance(polished, QWidget):
            self._rules.apply(polished)
        return result


class ControlRules(QObject):
    """The behaviour of wheel, keys, lists and texts.

    * Labels and tooltips show plain text unless set otherwise.
    * The wheel changes only a control that has the focus, and never one in a toolbar. It does not move the
    focus.
    * Return presses the focused button and opens the list of a focused box.
    * In a main window, the window gets the space bar first, unless text is being edited.
    * Shift+F10 opens the context menu, as the Menu key does.
    * Copying takes the selected text of a label.
    * The list of a box is as wide as its entries.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a held key or scroll gesture."""
        super().__init__(parent)
        self._holding: QWidget | None = None
        self._scrolled_at = 0

    def apply(self, widget: QWidget) -> None:
        """Apply the rules to a widget."""
        if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.AutoText:
            widget.setTextFormat(Qt.TextFormat.PlainText)
        if widget.focusPolicy() is Qt.FocusPolicy.WheelFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        takes_keys = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if takes_keys or _has_value(widget) or _is_list_of_box(widget):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if not isinstance(watched, QWidget):
            return False
        match event.type():
            case QEvent.Type.Wheel if isinstance(event, QWheelEvent) and _has_value(watched):
                return self._scrolls_on(watched, event)
            case QEvent.Type.FocusIn | QEvent.Type.MouseButtonPress:
                self._scrolled_at = 0
            case QEvent.Type.FocusOut:
                # The release of the key may not be reported here.
                self._let_go()
            case QEvent.Type.KeyPress | QEvent.Type.KeyRelease if isinstance(event, QKeyEvent):
                return self._takes_key(watched, event)
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and isinstance(watched, QLabel):
                if watched.hasSelectedText() and event.matches(QKeySequence.StandardKey.Copy):
                    event.accept()
                    return True
            case QEvent.Type.Show if _is_list_of_box(watched):
                _widen(watched)
        return False

    def _scrolls_on(self, control: QWidget, event: QWheelEvent) -> bool:
        """Pass a wheel event to the parent, unless the control is its target."""
        now = event.timestamp()
        is_passed_by = bool(self._scrolled_at) and 0 <= now - self._scrolled_at < _ONE_SCROLL
        if control.hasFocus() and not is_passed_by and not _is_in_toolbar(control):
            return False
        self._scrolled_at = now
        event.ignore()
        return True

    def _takes_key(self, widget: QWidget, event: QKeyEvent) -> bool:
        if _asks_for_menu(event):
            return _open_context_menu(widget)
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if keys != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() == Qt.Key.Key_Space:
            return self._offers_space(widget, event)
        if event.key() in _RETURN_KEYS and event.type() is QEvent.Type.KeyPress:
            return _press(widget, again=event.isAutoRepeat())
        return False

    def _offers_space(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Offer the space bar to the main window. Returns whether it was accepted."""
        if event.type() is QEvent.Type.KeyRelease:
            is_held = self._holding is not None
            if is_held and not event.isAutoRepeat():
                self._let_go()
            return is_held
        window = widget.window()
        if _takes_text(widget) or widget is window or not isinstance(window, QMainWindow):
            return False
        if self._holding is None:
            QCoreApplication.sendEvent(window, event)
            if event.isAccepted():
                self._holding = window
        return self._holding is not None

    def _let_go(self) -> None:
        if self._holding is not None:
            window, self._holding = self._holding, None
            no_keys = Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(
                window, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Space, no_keys, " ")
            )


def _has_value(widget: QWidget) -> bool:
    """Whether a widget is a control whose value the wheel changes."""
    return isinstance(widget, QAbstractSlider | QAbstractSpinBox | QComboBox) and not isinstance(
        widget, QScrollBar
    )


def _is_in_toolbar(widget: QWidget) -> bool:
    around: QWidget | None = widget
    while around is not None and not isinstance(around, QToolBar):
        around = around.parentWidget()
    return around is not None


def _takes_text(widget: QWidget) -> bool:
    """Whether a space can be typed here; not in number boxes."""
    if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEditable()


def _press(widget: QWidget, *, again: bool) -> bool:
    """Press a control, once while a key is held. Returns whether it can be pressed."""
    opens_list = isinstance(widget, QComboBox) and not widget.isEditable()
    if not opens_list and not isinstance(widget, QAbstractButton):
        return False
    if again:
        return True
    if isinstance(widget, QComboBox):
        widget.showPopup()
    elif isinstance(widget, QToolButton) and widget.popupMode() is _MENU_AT_ONCE:
        widget.showMenu()
    elif isinstance(widget, QAbstractButton):
        widget.click()
    return True


def _asks_for_menu(event: QKeyEvent) -> bool:
    """Whether a key is Shift+F10, which Qt knows on Windows only."""
    is_pressed = event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat()
    with_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return sys.platform != "win32" and is_pressed and with_shift and event.key() == Qt.Key.Key_F10


def _open_context_menu(widget: QWidget) -> bool:
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    place = cursor.center() if isinstance(cursor, QRect) and cursor.isValid() else widget.rect().center()
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, target.mapToGlobal(place))
    QCoreApplication.sendEvent(target, asked)
    return True


def _is_list_of_box(widget: QWidget) -> bool:
    return widget.isWindow() and isinstance(widget.parentWidget(), QComboBox)


def _widen(popup: QWidget) -> None:
    """Make a list as wide as its entries, but not wider than the screen."""
    box = popup.parentWidget()
    if not isinstance(box, QComboBox):
        return
    style = box.style()
    # Measured here, because with a style sheet, Qt's size hint ignores the text and the icons.
    # Entries use either of these fonts.
    fonts = (box.fontMetrics(), box.view().fontMetrics())
    texts = [box.itemText(row) for row in range(box.count())]
    words = max((each.horizontalAdvance(text) for each in fonts for text in texts), default=0)
    icon = box.iconSize().width() if any(not box.itemIcon(row).isNull() for row in range(box.count())) else 0
    mark = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
    bar = style.pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    wanted = words + icon + mark + bar + _BESIDE_WORDS * fonts[0].averageCharWidth()
    now, room = popup.geometry(), popup.screen().availableGeometry()
    if wanted <= now.width():
        return
    wide = QRect(now)
    wide.setWidth(min(wanted, room.width()))
    if box.isRightToLeft():
        wide.moveRight(now.right())
    wide.moveLeft(max(room.left(), min(wide.left(), room.right() + 1 - wide.width())))
    popup.setGeometry(wide)
