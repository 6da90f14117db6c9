"""The actions on the photos in filmstrip and grid."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.photos.photo_order import PhotoFilter, SortBy
from lowexp_gui.edits.photo_edits import STARS
from lowexp_gui.ui.action_making import TitledActions, make_action, make_choice
from lowexp_gui.ui.photos.strip_choice import StripPlace, ThumbnailSize

Key = TypeVar("Key")
_STAR = "★"


class PhotoActions(TitledActions):
    """Grid, selection, rating, sorting, filter and sizes.

    Attributes:
        stars: actions by number of stars.
        sorts, filters: actions by what they choose.
        places, strip_sizes, tile_sizes: where the filmstrip is, and sizes of thumbnails.
    """

    def __init__(self, parent: QObject) -> None:
        """Create the actions without connections."""
        super().__init__(parent)
        self.grid = make_choice(
            self, self.tr("&Grid"), "G", self.tr("Show all photos as tiles, or one photo")
        )
        self.select_all = make_action(
            self, self.tr("Select &all"), "Ctrl+A", self.tr("Select all shown photos")
        )
        self.select_none = make_action(
            self, self.tr("Select &one"), "Ctrl+D", self.tr("Select only the photo shown")
        )
        self.stars = {count: self._stars(count) for count in STARS}
        self.reject = make_action(
            self, self.tr("&Reject"), "X", self.tr("Mark the selected photos as rejected, or take it back")
        )
        self.unflag = make_action(
            self, self.tr("&Unflag"), "U", self.tr("The selected photos are not rejected")
        )
        self.ahead = make_choice(
            self,
            self.tr("&Enhance next photos in the background"),
            "Ctrl+Shift+N",
            self.tr("While you look at a photo, the next ones are enhanced"),
        )
        self.sorts = self._choices(
            {
                SortBy.OPENED: self.tr("As &opened"),
                SortBy.NAME: self.tr("By &name"),
                SortBy.TAKEN: self.tr("By &date taken"),
                SortBy.RATING: self.tr("By &rating"),
                SortBy.DARKNESS: self.tr("By &brightness, darkest first"),
            }
        )
        self.descending = make_choice(self, self.tr("Re&verse order"), "Ctrl+Shift+Y")
        self.filters = self._choices(
            {PhotoFilter.ALL: self.tr("&All photos")}
            | {
                each: filled(self.tr("At least %1"), _STAR * each.least_stars)
                for each in PhotoFilter
                if each.least_stars
            }
            | {
                PhotoFilter.NOT_REJECTED: self.tr("Not &rejected"),
                PhotoFilter.CHANGED: self.tr("&Changed"),
                PhotoFilter.NOT_SAVED: self.tr("Not &saved"),
                PhotoFilter.FAILED: self.tr("&Failed"),
            }
        )
        self.places = self._choices(
            {StripPlace.LEFT: self.tr("On the &left"), StripPlace.BELOW: self.tr("&Below")}
        )
        self.strip_sizes = self._choices(self._sizes())
        self.tile_sizes = self._choices(self._sizes())
        for sizes in (self.strip_sizes, self.tile_sizes):
            sizes[ThumbnailSize.MEDIUM].setChecked(True)

    @property
    def ratings(self) -> list[QAction]:
        """The actions that rate photos."""
        return [*self.stars.values(), self.reject, self.unflag]

    def _stars(self, count: int) -> QAction:
        text = _STAR * count or self.tr("No stars")
        return make_action(self, text, str(count), self.tr("Rate the selected photos"))

    def _sizes(self) -> dict[ThumbnailSize, str]:
        return {
            ThumbnailSize.SMALL: self.tr("&Small thumbnails"),
            ThumbnailSize.MEDIUM: self.tr("&Medium thumbnails"),
            ThumbnailSize.LARGE: self.tr("&Large thumbnails"),
        }

    def _choices(self, titles: Mapping[Key, str]) -> dict[Key, QAction]:
        """Actions of which one is chosen at a time, at first the first one."""
        actions = {key: make_choice(self, title) for key, title in titles.items()}
        for key, action in actions.items():
            action.setData(key)
        _group(self, actions.values())
        return actions


def _group(parent: QObject, actions: Iterable[QAction]) -> None:
    group = QActionGroup(parent)
    for number, action in enumerate(actions):
        group.addAction(action)
        action.setChecked(number == 0)
