"""Connections between the actions on photos, the two lists of photos, and the session."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QColor

from lowexp_gui.app.photos.photo_order import PhotoFilter, PhotoOrder, SortBy
from lowexp_gui.app.session import Session
from lowexp_gui.config.window_state import WindowState
from lowexp_gui.ui.main_layout import MainLayout
from lowexp_gui.ui.photos.photo_actions import PhotoActions
from lowexp_gui.ui.photos.strip_choice import StripPlace, ThumbnailSize


class PhotoCommands(QObject):
    """Acts on the selected photos; where nothing is selected, on the one in view."""

    layout_changed = Signal()
    """What is kept of the lists has changed."""

    def __init__(self, actions: PhotoActions, parts: MainLayout, session: Session, parent: QObject) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._parts, self._session = actions, parts, session
        lists = parts.lists
        lists.selection.chosen.connect(session.in_view.select)
        for view in (lists.filmstrip, lists.grid):
            view.looked_at.connect(session.thumbnails.look_at)
        lists.grid.opened.connect(partial(actions.grid.setChecked, False))
        actions.grid.toggled.connect(self._show_grid)
        actions.select_all.triggered.connect(lists.selection.select_all)
        actions.select_none.triggered.connect(lists.selection.select_current)
        for count, action in actions.stars.items():
            action.triggered.connect(partial(self._rate, count))
        actions.reject.triggered.connect(self._toggle_rejected)
        actions.unflag.triggered.connect(partial(self._reject, False))
        for action in (*actions.sorts.values(), *actions.filters.values(), actions.descending):
            action.triggered.connect(self._order)
        looks = (actions.places.values(), actions.strip_sizes.values(), actions.tile_sizes.values())
        for action in chain.from_iterable(looks):
            action.triggered.connect(self._arrange)
        session.selection.changed.connect(self._show_state)
        session.shown.renewed.connect(self._show_state)
        session.shown.order_changed.connect(self._on_order)
        session.in_view.changed.connect(self._show_state)
        self._show_state()

    def draw_icons(self, colour: QColor) -> None:
        """Set the icons of the bars in a colour."""
        for bar in (self._parts.lists.strip_bar, self._parts.lists.grid_bar):
            bar.draw_icons(colour)

    def restore(self, state: WindowState) -> None:
        """Choose what was kept."""
        actions = self._actions
        _check(actions.sorts, state.photo_sort)
        _check(actions.filters, state.photo_filter)
        _check(actions.places, state.strip_place)
        _check(actions.strip_sizes, state.strip_size)
        _check(actions.tile_sizes, state.tile_size)
        actions.descending.setChecked(state.photo_descending)
        self._order()
        self._arrange()

    def observe(self, state: WindowState) -> WindowState:
        """The state updated from the lists."""
        order = self._session.shown.order
        return replace(
            state,
            photo_sort=order.by.value,
            photo_descending=order.descending,
            photo_filter=order.filter.value,
            strip_place=self._strip_place.value,
            strip_size=self._strip_size.value,
            tile_size=self._tile_size.value,
        )

    @property
    def _strip_place(self) -> StripPlace:
        return next(key for key, action in self._actions.places.items() if action.isChecked())

    @property
    def _strip_size(self) -> ThumbnailSize:
        return next(key for key, action in self._actions.strip_sizes.items() if action.isChecked())

    @property
    def _tile_size(self) -> ThumbnailSize:
        return next(key for key, action in self._actions.tile_sizes.items() if action.isChecked())

    @Slot()
    def _order(self) -> None:
        by = next(key for key, action in self._actions.sorts.items() if action.isChecked())
        chosen = next(key for key, action in self._actions.filters.items() if action.isChecked())
        order = PhotoOrder(SortBy(by), self._actions.descending.isChecked(), PhotoFilter(chosen))
        self._session.shown.set_order(order)
        self._show_state()

    @Slot()
    def _arrange(self) -> None:
        self._parts.lists.filmstrip.show_as(self._strip_place, self._strip_size)
        self._parts.lists.grid.show_as(self._tile_size)
        self._parts.move_strip(self._strip_place)
        self.layout_changed.emit()

    @Slot(object)
    def _on_order(self, _: PhotoOrder) -> None:
        self.layout_changed.emit()

    @Slot(bool)
    def _show_grid(self, wanted: bool) -> None:
        self._parts.show_grid(wanted)

    def _rate(self, stars: int) -> None:
        self._session.editing.rate(self._session.targets, stars)

    def _reject(self, rejected: bool) -> None:
        self._session.editing.reject(self._session.targets, rejected)

    @Slot()
    def _toggle_rejected(self) -> None:
        photos = map(self._session.open_photos.find, self._session.targets)
        self._reject(not all(photo.is_rejected for photo in photos if photo is not None))

    @Slot()
    def _show_state(self) -> None:
        session, actions = self._session, self._actions
        some = bool(session.targets)
        for action in (*actions.stars.values(), actions.reject, actions.unflag):
            action.setEnabled(some)
        are_open = len(session.open_photos) > 0
        for action in (actions.grid, actions.select_all, actions.select_none):
            action.setEnabled(are_open)
        if not are_open:
            actions.grid.setChecked(False)
        shown = session.shown
        for bar in (self._parts.lists.strip_bar, self._parts.lists.grid_bar):
            bar.show_count(len(session.selection), len(shown), shown.total)
            bar.mark_filter(shown.order.filter is not PhotoFilter.ALL)


def _check(choices: Mapping[Any, QAction], kept: str) -> None:
    """Choose what was kept, if there is such a choice."""
    if kept in choices:
        choices[kept].setChecked(True)
