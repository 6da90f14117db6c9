"""The bar under the picture: how one looks at it."""

from math import log2

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QColor, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QWidget

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.viewing.view_transform import ViewTransform

_ARRANGEMENTS = {
    Arrangement.LARGE: "view_large",
    Arrangement.WIPE: "view_wipe",
    Arrangement.SINGLE: "view_single",
    Arrangement.TWO: "view_two",
}
_ICON = QSize(18, 18)
_SPACE = 2
_SLIDER_LEAST, _SLIDER_MOST = 72, 160
_STEPS = 100
"""Steps of the slider for twice the scale."""
_LARGEST = 8.0
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_HELD_AFTER = 300
"""Milliseconds after which a press of a button counts as held."""


class ZoomSlider(QWidget):
    """A slider for the scale with its figure, from the whole photo to 800 %."""

    def __init__(self, transform: ViewTransform, parent: QWidget | None = None) -> None:
        """A slider that follows the transform."""
        super().__init__(parent)
        self._transform = transform
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Zoom"))
        self.slider.setToolTip(self.tr("Zoom"))
        self.slider.setSingleStep(_STEPS // 10)
        self.slider.setPageStep(_STEPS // 2)
        self.slider.setMinimumWidth(_SLIDER_LEAST)
        self.slider.setMaximumWidth(_SLIDER_MOST)
        self.figure = QLabel()
        self.figure.setObjectName("quiet")
        widest = filled(self.tr("%1 %"), 6400)
        self.figure.setMinimumWidth(self.figure.fontMetrics().horizontalAdvance(widest) + 2)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.slider)
        layout.addWidget(self.figure)
        self.slider.valueChanged.connect(self._on_value)
        transform.changed.connect(self._on_transform)
        self._on_transform()

    @Slot()
    def _on_transform(self) -> None:
        scale, least = self._transform.scale, min(self._transform.fitting_scale, 1.0)
        with QSignalBlocker(self.slider):
            self.slider.setRange(round(_STEPS * log2(least)), round(_STEPS * log2(_LARGEST)))
            self.slider.setValue(round(_STEPS * log2(scale)))
        self.figure.setText(filled(self.tr("%1 %"), round(100 * scale)))
        self.setEnabled(not self._transform.photo_size.isEmpty())

    @Slot(int)
    def _on_value(self, value: int) -> None:
        if value == self.slider.minimum():
            self._transform.fit()
        else:
            self._transform.zoom_to(2 ** (value / _STEPS))


class HeldButton(QObject):
    """Lets a button be held: its action is on while the button is down, or toggled by a short click."""

    def __init__(self, button: QToolButton, action: QAction) -> None:
        """For a button whose default action is `action`."""
        super().__init__(button)
        self._action = action
        self._long = QTimer(self, singleShot=True, interval=_HELD_AFTER)
        button.installEventFilter(self)

    @property
    def is_long(self) -> bool:
        """Whether the press has lasted long enough to end with the release."""
        return not self._long.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        is_left = isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton
        if is_left and isinstance(watched, QToolButton) and event.type() in _PRESSES:
            self._action.toggle()
            if self._action.isChecked():
                self._long.start()
            watched.setDown(True)
            return True
        if is_left and isinstance(watched, QToolButton) and event.type() == QEvent.Type.MouseButtonRelease:
            if self._action.isChecked() and self.is_long:
                self._action.setChecked(False)
            self._long.stop()
            watched.setDown(False)
            return True
        return super().eventFilter(watched, event)


class ViewBar(QFrame):
    """Arrangements, zoom, and what is shown of the photo; each button is an action of the menu.

    What has no room lies behind the button at the end.

    Attributes:
        buttons: by action.
        zoom: the slider.
        more: the button at the end.
        held: makes the button of the original one that can be held.
    """

    def __init__(self, actions: ViewActions, transform: ViewTransform, parent: QWidget | None = None) -> None:
        """A bar for the actions."""
        super().__init__(parent)
        self.setObjectName("viewBar")
        self._icons: dict[QAction, str] = {}
        self.buttons: dict[QAction, QToolButton] = {}
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 1, 8, 1)
        layout.setSpacing(_SPACE)
        for arrangement, name in _ARRANGEMENTS.items():
            layout.addWidget(self._button(actions.arrangements[arrangement], name))
        layout.addWidget(self._button(actions.compare, "view_compare"))
        layout.addWidget(self._button(actions.arrangements[Arrangement.DIFFERENCE], "view_difference"))
        layout.addStretch(1)
        self.zoom = ZoomSlider(transform)
        for action in (actions.fit, actions.actual_pixels):
            layout.addWidget(self._button(action, ""))
        layout.addWidget(self.zoom)
        layout.addStretch(1)
        before = self._button(actions.before, "before")
        self.held = HeldButton(before, actions.before)
        layout.addWidget(before)
        for action, name in (
            (actions.loupe, "loupe"),
            (actions.clipping, "clipping"),
            (actions.navigator, "navigator"),
        ):
            layout.addWidget(self._button(action, name))
        self.more = QToolButton()
        self.more.setText(self.tr("More"))
        self.more.setToolTip(self.tr("More ways of looking"))
        self.more.setAccessibleName(self.tr("More ways of looking"))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setIconSize(_ICON)
        self.more.setMenu(QMenu(self.more))
        layout.addWidget(self.more)
        # Folded in this order where there is no room.
        arrangements = actions.arrangements
        self._folding = (
            actions.navigator,
            arrangements[Arrangement.DIFFERENCE],
            actions.clipping,
            arrangements[Arrangement.TWO],
            actions.loupe,
            actions.compare,
            arrangements[Arrangement.SINGLE],
            actions.actual_pixels,
            actions.fit,
            arrangements[Arrangement.WIPE],
            arrangements[Arrangement.LARGE],
        )
        self._others = (arrangements[Arrangement.THREE], arrangements[Arrangement.FOUR])
        self._fold()

    def draw_icons(self, colour: QColor) -> None:
        """Set the icons in a colour."""
        for action, name in self._icons.items():
            action.setIcon(icon(name, colour))
        self.more.setIcon(icon("more", colour))

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102
        # The bar folds its buttons and must not widen the window.
        return QSize(2 * self.more.sizeHint().width() + _SLIDER_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.Polish):
            QTimer.singleShot(0, self, self._fold)
        return super().event(event)

    def _button(self, action: QAction, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        # Clicks leave the focus with the picture.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(_ICON)
        button.setAccessibleName(action.iconText())
        if name:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self._icons[action] = name
            action.setIconVisibleInMenu(False)
        else:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.buttons[action] = button
        return button

    def _fold(self) -> None:
        """Show as many buttons as there is room for, and the others in the menu."""
        margins = self.contentsMargins() + self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widths = {action: button.sizeHint().width() + _SPACE for action, button in self.buttons.items()}
        zoom = self.zoom.minimumSizeHint().width() + _SPACE
        needed = sum(widths.values()) + zoom + self.more.sizeHint().width() + 4 * _SPACE
        folded = []
        for action in self._folding:
            if needed <= room:
                break
            needed -= widths[action]
            folded.append(action)
        for action, button in self.buttons.items():
            button.setVisible(action not in folded)
        menu = self.more.menu()
        menu.clear()
        menu.addActions([action for action in self.buttons if action in folded])
        menu.addSeparator()
        menu.addActions(list(self._others))
