"""Context menus of the picture and the filmstrip, by right click, Menu key or Shift+F10.

They show the actions of the menu bar, so that titles, keys and states agree.
"""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QMenu

from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.menu_opening import offer_menu
from lowexp_gui.ui.menus import fill_sources
from lowexp_gui.ui.photos.photo_list_view import PhotoListView


class ContextMenus(QObject):
    """Opens the menus; right-clicking a pane makes it the one that keys act on."""

    def __init__(self, actions: Actions, parts: MainLayout, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._parts = actions, parts
        offer_menu(parts.viewer, self._fill_picture)
        for photos in (parts.filmstrip, parts.lists.grid):
            offer_menu(photos, partial(self._fill_photo, photos))

    def _fill_picture(self, menu: QMenu, place: QPoint) -> None:
        actions, viewer = self._actions, self._parts.viewer
        pane = viewer.pane_at(place)
        if pane is not None:
            viewer.activate(pane)
        menu.addActions([actions.copy, actions.save, actions.run_again])
        menu.addSeparator()
        menu.addActions([actions.geometry.crop, actions.geometry.rotate_left, actions.geometry.rotate_right])
        menu.addSeparator()
        menu.addActions([actions.view.fit, actions.view.actual_pixels])
        menu.addSeparator()
        fill_sources(menu, actions.view)
        menu.addSeparator()
        menu.addAction(actions.show_in_folder)

    def _fill_photo(self, photos: PhotoListView, menu: QMenu, place: QPoint) -> None:
        if not photos.indexAt(place).isValid():
            return
        actions = self._actions
        menu.addActions([actions.copy_adjustments, actions.paste_adjustments, actions.adjust_all])
        menu.addSeparator()
        menu.addActions([actions.save, actions.queue_photo, actions.run_again])
        menu.addSeparator()
        rating = menu.addMenu(QCoreApplication.translate("menus", "&Rating"))
        rating.addActions(actions.photos.ratings)
        menu.addSeparator()
        menu.addAction(actions.show_in_folder)
        menu.addSeparator()
        menu.addAction(actions.remove)
