"""The actions that change the view."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from lowexp_gui.app.messages.sentences import translated
from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import PaneContent, Source
from lowexp_gui.config.settings import Surround, Theme
from lowexp_gui.languages import LANGUAGES, Language
from lowexp_gui.ui.action_making import TitledActions, make_action, make_choice

_NUMBERED = (Source.BEFORE, Source.ILLUMINATION, Source.ENHANCED, Source.FINAL)


class ViewActions(TitledActions):
    """The choices of the view.

    Attributes:
        arrangements, sources, themes, surrounds, languages: actions by their choice.
        models_menu: menu of menu of models to show in a pane.
    """

    def __init__(self, titles: dict[PaneContent, str], parent: QObject) -> None:
        """Create the actions without connections."""
        super().__init__(parent)
        labels = [each.label for each in (*Arrangement, *Source)]
        self.english |= {translated(label): str(label) for label in labels}
        self.arrangements = {
            each: make_choice(self, translated(each.label), each.shortcut, translated(each.hint))
            for each in Arrangement
        }
        self.compare = make_choice(
            self,
            self.tr("Comp&are"),
            "Ctrl+G",
            self.tr("Show all models and methods side by side; choose it again to go back"),
        )
        self.swap = make_action(
            self,
            self.tr("S&wap the large picture"),
            "Shift+S",
            self.tr("Bring the next small picture into the large pane"),
        )
        self.proof = make_choice(
            self,
            self.tr("Pr&oof colours of the export"),
            "Shift+P",
            self.tr("Show the colours that saved files can have"),
        )
        self.turn_wipe = make_action(self, self.tr("T&urn the split line"), "Shift+W")
        keys: dict[PaneContent, str] = {
            source: f"Alt+{number}" for number, source in enumerate(_NUMBERED, start=1)
        }
        keys |= {Source.NOISE: "Alt+5", Source.REFERENCE: "Alt+7", Source.GAMMA: "Alt+8"}
        self.sources = {
            source: make_action(
                self,
                title,
                keys.get(source, ""),
                self.tr("Show this in the pane that you clicked last; choose it again to go back"),
            )
            for source, title in titles.items()
        }
        self.other_model = make_action(
            self,
            self.tr("&Another model"),
            "Alt+6",
            self.tr("Show the next model in the pane that you clicked last"),
        )
        self.open_reference = make_action(
            self,
            self.tr("Open a &reference…"),
            "Ctrl+Shift+R",
            self.tr("A photo of the same scene and size to compare with"),
        )
        self.figures = make_choice(
            self,
            self.tr("Fi&gures below the panes"),
            "M",
            self.tr("Quality of each picture, with and without a reference"),
        )
        self.before = make_choice(
            self,
            self.tr("&Before"),
            "B",
            self.tr("Show the original photo; hold the button or the space bar to see it for a moment"),
            more=("\\",),
        )
        self.fit = make_action(self, self.tr("F&it"), "Ctrl+0", self.tr("Show the whole photo"))
        self.actual_pixels = make_action(
            self,
            self.tr("&100 %"),
            "Ctrl+1",
            self.tr("One pixel of the photo on each of the screen"),
            more=("Z",),
        )
        self.zoom_in = make_action(self, self.tr("Zoom &in"), "+", more=("=", "Ctrl++"))
        self.zoom_out = make_action(self, self.tr("Zoom &out"), "-", more=("Ctrl+-",))
        self.loupe = make_choice(self, self.tr("&Loupe"), "L")
        self.navigator = make_choice(self, self.tr("&Navigator"), "N")
        self.clipping = make_choice(
            self,
            self.tr("&Clipping warnings"),
            "C",
            self.tr("Clipped highlights in red, clipped shadows in blue"),
        )
        self.whole_histogram = make_choice(
            self,
            self.tr("Histogram of the whole &photo"),
            "H",
            self.tr("Instead of the visible part"),
        )
        self.left_panel = make_choice(self, self.tr("L&eft panel"), "F7")
        self.right_panel = make_choice(self, self.tr("&Right panel"), "F8")
        self.both_panels = make_action(
            self,
            self.tr("B&oth panels"),
            "Tab",
            self.tr("Hide or show both panels, while the picture has the focus"),
        )
        # Everywhere else, Tab moves the focus.
        self.both_panels.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.full_screen = make_choice(
            self,
            self.tr("F&ull screen"),
            "F",
            self.tr("The picture alone; Esc goes back"),
            more=("F11",),
        )
        self.themes = {
            Theme.SYSTEM: make_choice(self, self.tr("As the s&ystem"), "Ctrl+Alt+S"),
            Theme.LIGHT: make_choice(self, self.tr("&Light"), "Ctrl+Alt+L"),
            Theme.DARK: make_choice(self, self.tr("&Dark"), "Ctrl+Alt+D"),
        }
        self.surrounds = {
            Surround.THEME: make_choice(self, self.tr("As the &theme"), "Ctrl+Alt+U"),
            Surround.BLACK: make_choice(self, self.tr("&Black"), "Ctrl+Alt+B"),
            Surround.DARK: make_choice(self, self.tr("Dar&k grey"), "Ctrl+Alt+K"),
            Surround.MIDDLE: make_choice(self, self.tr("&Middle grey"), "Ctrl+Alt+M"),
            Surround.WHITE: make_choice(self, self.tr("&White"), "Ctrl+Alt+W"),
        }
        self.languages = {Language.SYSTEM: make_choice(self, self.tr("As the s&ystem"), "Ctrl+Alt+0")}
        self.languages |= {
            language: make_choice(self, about.name, f"Ctrl+Alt+{number}")
            for number, (language, about) in enumerate(LANGUAGES.items(), start=1)
        }
        self.models_menu = QMenu()
        self._models: list[QAction] = []
        self._group(self.arrangements.values())
        self._group(self.themes.values())
        self._group(self.surrounds.values())
        self._group(self.languages.values())
        for shown in (self.navigator, self.left_panel, self.right_panel):
            shown.setChecked(True)

    def set_models(self, titles: dict[str, str]) -> tuple[QAction, ...]:
        """Set the models that can be shown. Returns an action for each."""
        for action in self._models:
            self.models_menu.removeAction(action)
            action.setParent(None)
            action.deleteLater()
        self._models = [self._model(name, title) for name, title in titles.items()]
        self.models_menu.addActions(self._models)
        return tuple(self._models)

    def _model(self, name: str, title: str) -> QAction:
        # An ampersand would create a mnemonic.
        action = make_choice(self, title.replace("&", "&&"))
        action.setData(name)
        return action

    def show_models(self, names: Collection[str]) -> None:
        """Check the models that are shown."""
        for action in self._models:
            action.setChecked(action.data() in names)

    def _group(self, actions: Iterable[QAction]) -> None:
        group = QActionGroup(self)
        for action in actions:
            group.addAction(action)
