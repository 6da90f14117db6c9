"""The context menu of a slider."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSpinBox

from lowexp_gui.app.messages.sentences import filled


class _Slider(Protocol):
    neutral: int
    spin_box: QSpinBox

    @property
    def percent(self) -> int: ...

    def reset(self) -> None: ...


def fill_slider_menu(menu: QMenu, slider: _Slider, _: QPoint) -> None:
    """Add: reset, copy the value, and set it to a number that is typed."""
    translate = QCoreApplication.translate
    reset = menu.addAction(filled(translate("slider", "&Reset to %1 %"), slider.neutral))
    reset.setEnabled(slider.percent != slider.neutral)
    reset.triggered.connect(slider.reset)
    copy = menu.addAction(filled(translate("slider", "&Copy %1 %"), slider.percent))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(slider.percent)))
    typed = menu.addAction(translate("slider", "&Set to…"))
    typed.triggered.connect(lambda: _type(slider.spin_box))


def _type(box: QSpinBox) -> None:
    box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    box.selectAll()
