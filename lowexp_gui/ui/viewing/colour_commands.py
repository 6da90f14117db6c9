"""The colours of the screen, and the proof of saved colours."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.session import Session
from lowexp_gui.app.viewing.screen_colours import ScreenColours, colour_space
from lowexp_gui.app.viewing.system_profile import read_profile, system_profile
from lowexp_gui.config.settings import NO_SCREEN_PROFILE, SYSTEM_SCREEN_PROFILE
from lowexp_gui.ui.action_making import make_choice

_OTHER_PROFILE = "file"


class ColourCommands(QObject):
    """Finds the profile of the screen, and tells the session what pictures are converted to.

    Attributes:
        menu: where the profile comes from.
    """

    def __init__(self, session: Session, preferences: Preferences, proof: QAction, window: QWidget) -> None:
        """Colours as they are, until `begin`.

        Args:
            proof: checked while the colours of saved files are shown.
        """
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self._screen: bytes | None = None
        self.menu = QMenu(self.tr("Colours on the &screen"), window)
        self._system = make_choice(
            self, self.tr("As the s&ystem says"), hint=self.tr("Use the colour profile of the screen")
        )
        self._none = make_choice(self, self.tr("&sRGB"), hint=self.tr("Show colours without a conversion"))
        self._file = make_choice(
            self, self.tr("By a &profile…"), hint=self.tr("Choose the ICC profile of your screen")
        )
        self._proof = proof
        group = QActionGroup(self)
        for action, choice in ((self._system, SYSTEM_SCREEN_PROFILE), (self._none, NO_SCREEN_PROFILE)):
            group.addAction(action)
            action.setData(choice)
            action.triggered.connect(partial(self._choose, choice))
        group.addAction(self._file)
        self._file.setData(_OTHER_PROFILE)
        self._file.triggered.connect(self._ask_for_profile)
        self._proof.toggled.connect(self._update)
        session.in_view.changed.connect(self._update)
        self.menu.addActions([self._system, self._none, self._file])
        self._mark()

    @Slot()
    def begin(self) -> None:
        """The window is on its screen: use the profile of that, and of others that it is moved to."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._find)
        self._find()

    @Slot()
    def save_choice_changed(self) -> None:
        """Files are saved in another way from now on."""
        self._update()

    @Slot()
    def _find(self) -> None:
        """Read the profile that was chosen."""
        choice = self._preferences.settings.screen_profile
        self._screen = None
        if choice == SYSTEM_SCREEN_PROFILE:
            screen = self._window.screen()
            number = QGuiApplication.screens().index(screen)
            found = system_profile(QGuiApplication.platformName(), number, screen.name())
            self._screen = found if found is not None and colour_space(found) is not None else None
        elif choice != NO_SCREEN_PROFILE:
            self._screen = self._read(Path(choice))
        self._update()

    def _read(self, path: Path) -> bytes | None:
        """The profile in a file; if that is none, a message says so."""
        try:
            found = read_profile(path)
        except (OSError, ValueError):
            found = None
        if found is None or colour_space(found) is None:
            text = self.tr("%1 is no colour profile of a screen. Colours are shown as sRGB.")
            self._session.noticed.emit(Notice(filled(text, f"“{path.name}”"), NoticeKind.WARNING))
            return None
        return found

    def _choose(self, choice: str) -> None:
        self._preferences.set_screen_profile(choice)
        self._mark()
        self._find()

    def _mark(self) -> None:
        choice = self._preferences.settings.screen_profile
        known = {SYSTEM_SCREEN_PROFILE: self._system, NO_SCREEN_PROFILE: self._none}
        known.get(choice, self._file).setChecked(True)

    @Slot()
    def _ask_for_profile(self) -> None:
        title, kinds = self.tr("Choose the profile of your screen"), self.tr("Colour profiles (*.icc *.icm)")
        path, _ = QFileDialog.getOpenFileName(self._window, title, "", kinds)
        if path:
            self._choose(path)
        else:
            self._mark()

    @Slot()
    def _update(self) -> None:
        colours = ScreenColours(self._screen, self._proofed() if self._proof.isChecked() else None)
        self._session.first_pictures.set_colours(colours)
        self._session.view.set_colours(colours)

    def _proofed(self) -> bytes | None:
        """The profile of the file that the photo in view would be saved in; None for sRGB."""
        from lowexp_gui.photo.writing import written_profile

        photo, choice = self._session.in_view.photo, self._session.exports.choice
        if photo is None:
            return None
        return written_profile(choice.encoding, choice.format or photo.saved_format, photo)
