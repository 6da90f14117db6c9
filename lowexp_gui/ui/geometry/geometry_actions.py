"""The actions that turn and crop photos."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from lowexp_gui.ui.action_making import TitledActions, make_action, make_choice


class GeometryActions(TitledActions):
    """Attributes: all: in the order of the menu; icons: the names of their drawings."""

    def __init__(self, parent: QObject) -> None:
        """Create the actions without connections."""
        super().__init__(parent)
        self.rotate_left = make_action(self, self.tr("Rotate &left"), "Ctrl+[")
        self.rotate_right = make_action(self, self.tr("Rotate &right"), "Ctrl+]")
        self.flip_horizontal = make_action(
            self, self.tr("Flip &horizontally"), "Ctrl+Shift+H", self.tr("Exchange left and right")
        )
        self.flip_vertical = make_action(
            self, self.tr("Flip &vertically"), "Ctrl+Alt+H", self.tr("Exchange top and bottom")
        )
        self.crop = make_choice(self, self.tr("&Crop"), "R", self.tr("Choose the part that is kept"))
        self.straighten = make_action(
            self, self.tr("&Straighten"), "Shift+R", self.tr("Draw a line that should be level or upright")
        )
        self.reset = make_action(
            self, self.tr("Reset &geometry"), "Ctrl+Alt+R", self.tr("Back to the photo as it was taken")
        )
        self.all: tuple[QAction, ...] = (
            self.rotate_left,
            self.rotate_right,
            self.flip_horizontal,
            self.flip_vertical,
            self.crop,
            self.straighten,
            self.reset,
        )
        self.icons: dict[str, QAction] = {
            "rotate_left": self.rotate_left,
            "rotate_right": self.rotate_right,
            "flip_horizontal": self.flip_horizontal,
            "flip_vertical": self.flip_vertical,
            "crop": self.crop,
            "straighten": self.straighten,
            "reset_geometry": self.reset,
        }
