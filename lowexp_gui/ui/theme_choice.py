"""The choice of the theme."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QColor

from lowexp_gui.app.preferences import Preferences
from lowexp_gui.config.settings import Theme
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.icons import icon
from lowexp_gui.ui.theme import ThemeSwitch
from lowexp_gui.ui.toolbar import Toolbar


def connect_themes(
    switch: ThemeSwitch,
    preferences: Preferences,
    actions: Actions,
    toolbar: Toolbar,
    *drawing: Callable[[QColor], None],
) -> None:
    """Connect the actions to the theme, and the icons to its colour.

    Args:
        drawing: draw other icons in a colour.
    """

    def choose(theme: Theme) -> None:
        preferences.set_theme(theme)
        switch.use(theme)

    def draw() -> None:
        actions.draw_icons(switch.icon_colour)
        toolbar.theme_button.setIcon(icon("theme", switch.icon_colour))
        for draw_icons in drawing:
            draw_icons(switch.icon_colour)

    for theme, action in actions.view.themes.items():
        action.setChecked(theme is switch.theme)
        action.triggered.connect(partial(choose, theme))
    switch.changed.connect(draw)
    draw()
