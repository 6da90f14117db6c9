"""A short manual: what one needs to know to work on photos."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from lowexp_gui.app.sentences import is_right_to_left, isolated


class ManualPage(QDialog):
    """Stays open beside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The whole manual, to scroll in."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Manual"))
        self.text.setHtml("".join(_section(title, text) for title, text in self._sections()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 80, self.fontMetrics().height() * 36)

    def _sections(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Open"),
                self.tr(
                    "Drop photos or folders on the window, paste a picture, or use Open. The photo that you "
                    "look at is worked on first; the others follow as you look at them, or all at once with "
                    "“Save all”. Your originals are never changed."
                ),
            ),
            (
                self.tr("Look"),
                self.tr(
                    "Scroll to zoom, drag to move, double-click for 100 %; all panes stay in step. “Before” "
                    "is the photo as it was, “Enhanced” its light set right, “Final” also its noise removed. "
                    "Hold the space bar to see the original everywhere. The menu View has other divisions, a "
                    "wipe, the difference of two pictures, a loupe and marks on what is clipped."
                ),
            ),
            (
                self.tr("Brightness, shadows, highlights"),
                self.tr(
                    "At 100 % brightness the light is as Lowexp found it; at 0 % the photo stays as dark as "
                    "it was. “Shadows” gives more or less light where the scene is dark, and “Protect "
                    "highlights” holds bright parts below white."
                ),
            ),
            (
                self.tr("Denoise and detail"),
                self.tr(
                    "At 100 % all the noise that Lowexp found is removed; at 0 % the grain stays. “Keep "
                    "detail” gives back fine drawing that was taken for noise."
                ),
            ),
            (
                self.tr("Undo, copy, presets"),
                self.tr(
                    "Each photo has its own adjustments, which come back when it is opened again. Copy and "
                    "paste them, give them to all photos, or keep them as a preset. Undo takes back the "
                    "last thing that was done to photos, also to all of them, or brings a removed one "
                    "back. A double click on a name resets its slider."
                ),
            ),
            (
                self.tr("Save"),
                self.tr(
                    "Save one photo or all, as JPEG, PNG, TIFF and other formats, into a folder of your "
                    "choice. Date, camera and colour profile come out as they went in, and nothing is "
                    "overwritten."
                ),
            ),
            (
                self.tr("Models"),
                self.tr(
                    "A model says how light and noise are found. Each has its terms, which stand where you "
                    "choose it. You can teach one further with pairs of your own photos: the same scene once "
                    "too dark and once well exposed."
                ),
            ),
            (
                self.tr("When something goes wrong"),
                self.tr(
                    "The log and the reports of crashes are in the menu Help. Start Lowexp with --safe-mode "
                    "to open it on the processor with the usual settings, and with --reset to move your "
                    "settings aside and begin afresh; your own models stay."
                ),
            ),
        ]


def _section(title: str, text: str) -> str:
    # Rich text is not mirrored by itself.
    side = "right" if is_right_to_left() else "left"
    return f"<h3 align='{side}'>{escape(title)}</h3><p align='{side}'>{escape(isolated(text))}</p>"
