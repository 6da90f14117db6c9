"""A slider with title, number box and reset."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QSpinBox, QToolButton, QVBoxLayout, QWidget

from lowexp_gui.app.messages.sentences import filled, translated
from lowexp_gui.enhancing.adjusting.adjustment import Adjustment
from lowexp_gui.ui.adjusting.slider_menu import fill_slider_menu
from lowexp_gui.ui.menu_opening import offer_menu


class AdjustmentSlider(QWidget):
    """A slider for an adjustment, in percent."""

    changed = Signal(int)
    """Per cent"""
    gesture_begun = Signal()
    """The slider is held or a number is typed; changes until `gesture_ended` are one undo step."""
    gesture_ended = Signal()

    def __init__(self, about: Adjustment, parent: QWidget | None = None) -> None:
        """A slider with a title; a double click on the title resets it."""
        super().__init__(parent)
        name, hint = translated(about.title), translated(about.hint)
        least, self.neutral, most = (round(100 * each) for each in (about.least, about.neutral, about.most))
        back = filled(self.tr("Reset to %1 %"), self.neutral)
        self._label = QLabel(name)
        self._label.setToolTip(filled(self.tr("Double-click: %1"), back))
        self._label.installEventFilter(self)
        self.spin_box = QSpinBox()
        self.spin_box.setRange(least, most)
        self.spin_box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin_box.setSuffix(self.tr(" %"))
        self.spin_box.setAccessibleName(name)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(least, most)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.reset_button = QToolButton()
        self.reset_button.setText(self.tr("Reset"))
        self.reset_button.setAccessibleName(filled(self.tr("Reset %1"), name))
        self.reset_button.setToolTip(back)
        self.reset_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.slider, self.spin_box):
            widget.setToolTip(hint)
            widget.setAccessibleDescription(hint)
        self._label.setBuddy(self.spin_box)
        self._arrange()
        self._percent = least - 1
        self.set_percent(self.neutral)
        self.slider.valueChanged.connect(self.set_percent)
        self.spin_box.valueChanged.connect(self.set_percent)
        self.reset_button.clicked.connect(self.reset)
        self.slider.sliderPressed.connect(self.gesture_begun)
        self.slider.sliderReleased.connect(self.gesture_ended)
        self.spin_box.editingFinished.connect(self._on_typed)
        self.spin_box.installEventFilter(self)
        self._is_typing = False
        offer_menu(self, lambda menu, place: fill_slider_menu(menu, self, place))

    @property
    def percent(self) -> int:
        """The value in percent."""
        return self._percent

    @Slot(int)
    def set_percent(self, percent: int) -> None:
        """Move it."""
        if percent != self._percent:
            # Set first, because slider and box update each other.
            self._percent = percent
            self.slider.setValue(percent)
            if self.spin_box.value() != percent:
                # While the user types, the box must not be rewritten, because the cursor would jump.
                self.spin_box.setValue(percent)
            self.reset_button.setEnabled(percent != self.neutral)
            self.changed.emit(percent)

    @Slot()
    def reset(self) -> None:
        """Reset to the neutral value."""
        self.gesture_ended.emit()
        self.set_percent(self.neutral)
        self.gesture_ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102
        if watched is self._label and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        if (
            watched is self.spin_box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and _is_typing(event)
            and not self._is_typing
        ):
            self._is_typing = True
            self.gesture_begun.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_typed(self) -> None:
        if self._is_typing:
            self._is_typing = False
            self.gesture_ended.emit()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._label, 1)
        top.addWidget(self.spin_box)
        top.addWidget(self.reset_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.slider)


def _is_typing(event: QKeyEvent) -> bool:
    """Whether a key changes the text of a number box."""
    return event.key() == Qt.Key.Key_Delete or event.text() not in ("", "\r", "\n", "\t", "\x1b")
