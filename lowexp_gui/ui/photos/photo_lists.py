"""Filmstrip and grid with their bars, over one model and one selection."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lowexp_gui.app.photos.selection import Selection
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.ui.photos.filmstrip import Filmstrip
from lowexp_gui.ui.photos.photo_actions import PhotoActions
from lowexp_gui.ui.photos.photo_bar import PhotoBar
from lowexp_gui.ui.photos.photo_grid import PhotoGrid
from lowexp_gui.ui.photos.photo_list_model import PhotoListModel
from lowexp_gui.ui.photos.photo_list_selection import PhotoListSelection
from lowexp_gui.ui.photos.strip_choice import StripPlace
from lowexp_gui.ui.photos.thumbnail_pixmaps import ThumbnailPixmaps


class PhotoLists(QObject):
    """The two lists of photos.

    Attributes:
        selection: the selection that both share.
        filmstrip, grid: the lists.
        strip_bar, grid_bar: the bars over them.
        strip_panel, grid_page: each list with its bar.
        left, below: where the filmstrip can be; one of them holds it, and the other one is hidden.
    """

    def __init__(
        self, shown: ShownPhotos, selection: Selection, actions: PhotoActions, parent: QObject | None = None
    ) -> None:
        """Both lists, and the filmstrip on the left."""
        super().__init__(parent)
        model = PhotoListModel(shown, self)
        pixmaps = ThumbnailPixmaps()
        self.selection = PhotoListSelection(model, shown, selection, self)
        self.filmstrip = Filmstrip(model, self.selection, pixmaps)
        self.grid = PhotoGrid(model, self.selection, pixmaps)
        self.strip_bar = PhotoBar(actions, actions.strip_sizes.values(), actions.places.values())
        self.grid_bar = PhotoBar(actions, actions.tile_sizes.values(), ())
        self.strip_panel = _stacked(self.strip_bar, self.filmstrip)
        self.grid_page = _stacked(self.grid_bar, self.grid)
        self.left, self.below = _stacked(self.strip_panel), _stacked()
        self.place = StripPlace.LEFT

    def move_strip(self, place: StripPlace) -> None:
        """Move the filmstrip to the left or below."""
        self.place = place
        holder = self.left if place is StripPlace.LEFT else self.below
        layout = holder.layout()
        if layout is not None:
            layout.addWidget(self.strip_panel)

    def show_strip(self, wanted: bool) -> None:
        """Show or hide the filmstrip where it is."""
        self.left.setVisible(wanted and self.place is StripPlace.LEFT)
        self.below.setVisible(wanted and self.place is StripPlace.BELOW)


def _stacked(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return holder
