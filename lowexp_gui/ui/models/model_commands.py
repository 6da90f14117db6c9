"""Model actions: listing models, selecting one, showing the library."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lowexp_gui.app.messages.notices import Notice, NoticeKind
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.preferences import Preferences
from lowexp_gui.app.session import Session
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.models.model_library_dialog import ModelLibraryDialog
from lowexp_gui.ui.toolbar import Toolbar
from lowexp_gui.ui.viewing.view_commands import ViewCommands


class ModelCommands(QObject):
    """Synchronises toolbar, menus and settings with the library."""

    def __init__(
        self,
        actions: Actions,
        bar: Toolbar,
        viewing: ViewCommands,
        session: Session,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        """Connect everything; models are listed by `offer`."""
        super().__init__(window)
        self._bar, self._viewing, self._session = bar, viewing, session
        self._preferences, self._window = preferences, window
        actions.models.triggered.connect(self.show_library)
        bar.model_chosen.connect(self._on_chosen)
        session.models.renamed.connect(self._on_renamed)
        session.models.changed.connect(self.offer)
        session.in_view.model_changed.connect(bar.show_model)

    @Slot()
    def offer(self) -> None:
        """List the models. If the current one is gone, use the default one and show a notice."""
        library = self._session.models
        if library.problem is not None:
            self._session.noticed.emit(library.problem)
        gone = self._preferences.settings.model
        if library.models and library.find(gone) is None:
            usual = library.models[0]
            self._use_usually(usual.name)
            text = self.tr("The model %1 is no longer in the model library; %2 is used instead.")
            sentence = filled(text, f"“{gone}”", f"“{usual.title}”")
            self._session.noticed.emit(Notice(sentence, NoticeKind.WARNING))
        self._bar.set_models(library.models, self._session.in_view.model)
        self._viewing.offer_models(library.models)

    @Slot(str)
    def use(self, name: str) -> None:
        """Use a model from now on."""
        self._on_chosen(name)
        self._bar.set_models(self._session.models.models, name)

    @Slot()
    def show_library(self) -> None:
        """Show the library beside the window."""
        shown = self._window.findChild(ModelLibraryDialog)
        if shown is not None and shown.isVisible():
            shown.activateWindow()
            return
        dialog = ModelLibraryDialog(self._session.models, self._session.in_view.model, self._window)
        dialog.use_asked.connect(self.use)
        dialog.compare_asked.connect(self._viewing.compare_with)
        self._session.in_view.model_changed.connect(dialog.show_used)
        dialog.show()

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self._preferences.set_model(name)
        self._session.editing.use_model(name)

    @Slot(str, str)
    def _on_renamed(self, before: str, now: str) -> None:
        if self._preferences.settings.model == before:
            self._use_usually(now)

    def _use_usually(self, name: str) -> None:
        """Use a model for photos without their own model."""
        self._preferences.set_model(name)
        self._session.in_view.set_model(name)
