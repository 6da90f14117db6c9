"""The context menu of a slider."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from lowexp_gui.app.messages.sentences import filled


class _Slider(Protocol):
    neutral: int

    def value(self) -> int: ...

    def reset(self) -> None: ...

    def edit_number(self) -> None: ...


def fill_slider_menu(menu: QMenu, slider: _Slider, _: QPoint) -> None:
    """Add: reset, copy the value, and set it to a number that is typed."""
    translate = QCoreApplication.translate
    reset = menu.addAction(filled(translate("slider", "&Reset to %1 %"), slider.neutral))
    reset.setEnabled(slider.value() != slider.neutral)
    reset.triggered.connect(slider.reset)
    copy = menu.addAction(filled(translate("slider", "&Copy %1 %"), slider.value()))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(slider.value())))
    typed = menu.addAction(translate("slider", "&Set to…"))
    typed.triggered.connect(slider.edit_number)
