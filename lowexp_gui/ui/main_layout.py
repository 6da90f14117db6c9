"""The layout of the window."""

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from lowexp_gui.app.photos.selection import Selection
from lowexp_gui.app.photos.shown_photos import ShownPhotos
from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.adjusting.adjustment_panel import AdjustmentPanel
from lowexp_gui.ui.geometry.geometry_panel import GeometryPanel
from lowexp_gui.ui.photos.drop_highlight import DropHighlight
from lowexp_gui.ui.photos.photo_lists import PhotoLists
from lowexp_gui.ui.photos.problem_page import ProblemPage
from lowexp_gui.ui.photos.save_panel import SavePanel
from lowexp_gui.ui.photos.strip_choice import StripPlace
from lowexp_gui.ui.status_line import StatusLine
from lowexp_gui.ui.toasts import Toasts
from lowexp_gui.ui.viewing.histogram_view import HistogramView
from lowexp_gui.ui.viewing.info_row import InfoRow
from lowexp_gui.ui.viewing.view_bar import ViewBar
from lowexp_gui.ui.viewing.viewer import Viewer
from lowexp_gui.ui.welcome import Welcome

_WIDE = 1280
"""In a window that is narrower, the columns at the sides are as narrow as possible, in pixels."""


class MainLayout(QWidget):
    """Filmstrip on the left or below, photo or grid in the middle, panels on the right, the status line.

    Attributes:
        lists: filmstrip and grid.
        filmstrip, viewer, view_bar, welcome, problem, messages, status: the parts.
        info, histogram, adjustments, geometry_panel, saving: the parts of the right panel.
        drop_highlight: shown while photos are dragged over the window.
        columns: the splitter between the first three.
    """

    def __init__(
        self,
        shown: ShownPhotos,
        selection: Selection,
        choice: SaveChoice,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        """The parts, with no photo."""
        super().__init__(parent)
        self.lists = PhotoLists(shown, selection, actions.photos, self)
        self.filmstrip = self.lists.filmstrip
        self.viewer = Viewer()
        self.welcome = Welcome()
        self.problem = ProblemPage()
        self.info = InfoRow()
        self.histogram = HistogramView()
        self.adjustments = AdjustmentPanel()
        self.geometry_panel = GeometryPanel(actions.geometry)
        self.adjustments.geometry_group.add(self.geometry_panel)
        self.saving = SavePanel(choice, actions)
        self.status = StatusLine()
        self.view_bar = ViewBar(actions.view, self.viewer.transform)
        self._pages = QStackedWidget()
        for page in (self.welcome, self.viewer, self.lists.grid_page, self.problem):
            self._pages.addWidget(page)
        self._middle = _column(self._pages, self.view_bar)
        self._shows_grid = self._shows_problem = False
        self._side = self._side_panel()
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        for part in (self.lists.left, self._middle, self._side):
            self.columns.addWidget(part)
        self.columns.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.lists.below)
        layout.addWidget(self.status)
        self.drop_highlight = DropHighlight(self)
        self.messages = Toasts(self._pages, self)
        self.messages.focus_left.connect(self._take_focus)
        self._left = self._right = self._bar = True
        # Hidden columns have no meaningful width. Until a person has chosen widths, they follow the window.
        self._last_widths, self._has_photos, self._are_chosen = QByteArray(), True, False
        self.columns.splitterMoved.connect(self._on_moved)
        self.show_photos(False)

    @property
    def widths(self) -> QByteArray:
        """The widths of the columns that a person chose last, in Qt's encoding; empty if there are none."""
        return self.columns.saveState() if self._are_chosen and self._has_columns else self._last_widths

    def set_widths(self, widths: QByteArray) -> None:
        """Set the widths of the columns, from Qt's encoding, when there are photos."""
        self._last_widths, self._are_chosen = widths, not widths.isEmpty()
        self._set_columns()

    def show_photos(self, there_are_some: bool) -> None:
        """Show the photo's parts or the welcome page."""
        if there_are_some is self._has_photos:
            return
        self._last_widths, self._has_photos = self.widths, there_are_some
        self._show_middle()

    def show_panels(self, *, left: bool, right: bool, bar: bool) -> None:
        """Show or hide the filmstrip, the right panel, and the bar under the picture."""
        self._last_widths = self.widths
        self._left, self._right, self._bar = left, right, bar
        self._show_middle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102
        super().resizeEvent(event)
        if not self._are_chosen:
            self._set_columns()

    @property
    def _has_columns(self) -> bool:
        """Whether all three columns are there."""
        return self.lists.left.isVisibleTo(self) and self._side.isVisibleTo(self)

    def _set_columns(self) -> None:
        """Set the widths that a person chose, or narrow ones in a narrow window."""
        self._fit_side()
        if self._are_chosen:
            if self._has_columns:
                self.columns.restoreState(self._last_widths)
            return
        strip, side = self.lists.left, self._side.minimumWidth()
        least, usual = strip.minimumSizeHint().width(), strip.sizeHint().width()
        left = least if self.width() < _WIDE else usual
        self.columns.setSizes([left, max(1, self.width() - left - side), side])

    @Slot()
    def _on_moved(self) -> None:
        self._are_chosen = True

    def show_grid(self, wanted: bool) -> None:
        """Show all photos as tiles in place of filmstrip and viewer, or these again."""
        self._last_widths = self.widths
        self._shows_grid = wanted
        self._show_middle()
        if self._has_photos:
            self._focused.setFocus()

    def move_strip(self, place: StripPlace) -> None:
        """Move the filmstrip to the left or below."""
        if place is not self.lists.place:
            self._last_widths = self.widths
            self.lists.move_strip(place)
            self._show_middle()

    def show_problem(self, sentence: str, *, is_file: bool = True) -> None:
        """Show why the chosen photo cannot be shown; with an empty sentence, show the photo."""
        if sentence:
            self.problem.show_problem(sentence, is_file=is_file)
        if bool(sentence) is not self._shows_problem:
            had_focus = _has_focus(self._pages)
            self._shows_problem = bool(sentence)
            self._show_middle()
            if had_focus and self._has_photos:
                self._focused.setFocus()

    @property
    def _focused(self) -> QWidget:
        """The part in the middle that takes the keys."""
        if not self._has_photos:
            return self.welcome.open_button
        photo = self.problem if self._shows_problem else self.viewer
        return self.lists.grid if self._shows_grid else photo

    @Slot()
    def _take_focus(self) -> None:
        self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_middle(self) -> None:
        page = self.lists.grid_page if self._shows_grid else self._focused
        self._pages.setCurrentWidget(page if self._has_photos else self.welcome)
        self.lists.show_strip(self._has_photos and self._left and not self._shows_grid)
        self._side.setVisible(self._has_photos and self._right)
        is_picture = self._has_photos and not self._shows_grid and not self._shows_problem
        self.view_bar.setVisible(is_picture and self._bar)
        self._set_columns()

    def _side_panel(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.info)
        layout.addWidget(self.histogram)
        layout.addWidget(self.adjustments)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("sidePanel")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QWidget()
        parts = QVBoxLayout(column)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(area, 1)
        parts.addWidget(self.saving)
        self._scrolled, self._inside = area, inside
        return column

    def _fit_side(self) -> None:
        """Let nothing be cut in the panel; buttons have the widths of their icons once these are drawn."""
        bar = self._scrolled.verticalScrollBar().sizeHint().width()
        least = max(self._inside.minimumSizeHint().width() + bar, self.saving.least_width)
        self._side.setMinimumWidth(least)
        self._side.setMaximumWidth(2 * least)


def _has_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def _column(*parts: QWidget) -> QWidget:
    """The first part takes the room that the others leave."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for number, part in enumerate(parts):
        layout.addWidget(part, int(number == 0))
    return column
