"""The choice of the colour around the photo."""

from functools import partial

from PySide6.QtGui import QColor

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.config.settings import Surround
from lowexp_gui.ui.theme import ThemeSwitch
from lowexp_gui.ui.viewing.photo_canvas import MIDDLE_GREY
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.viewing.viewer import Viewer

COLOURS = {
    Surround.BLACK: QColor(0, 0, 0),
    Surround.DARK: QColor(40, 40, 40),
    Surround.MIDDLE: MIDDLE_GREY,
    Surround.WHITE: QColor(255, 255, 255),
}
"""Neutral, because a coloured surround changes how colours look."""


def connect_surrounds(
    switch: ThemeSwitch, preferences: Preferences, actions: ViewActions, viewer: Viewer
) -> None:
    """Connect the actions to the viewer and the settings."""

    def choose(surround: Surround) -> None:
        preferences.set_surround(surround)
        draw()

    def draw() -> None:
        chosen = preferences.settings.surround
        if chosen is Surround.THEME:
            chosen = Surround.DARK if switch.is_dark else Surround.MIDDLE
        viewer.set_surround(COLOURS[chosen])

    for surround, action in actions.surrounds.items():
        action.setChecked(surround is preferences.settings.surround)
        action.triggered.connect(partial(choose, surround))
    switch.changed.connect(draw)
    draw()
