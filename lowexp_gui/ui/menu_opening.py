"""Context menus of widgets."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget


def offer_menu(widget: QWidget, fill: Callable[[QMenu, QPoint], None]) -> None:
    """Let a widget open a menu.

    Args:
        widget: where it is opened.
        fill: adds the entries for a place in the widget; without any, no menu opens.
    """
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(partial(_open_menu, widget, fill))


def _open_menu(widget: QWidget, fill: Callable[[QMenu, QPoint], None], place: QPoint) -> None:
    menu = QMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu, place)
    if menu.isEmpty():
        menu.deleteLater()
        return
    # Views give the place in their viewport.
    ground = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    menu.popup(ground.mapToGlobal(place))
