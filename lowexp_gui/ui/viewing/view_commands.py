"""What the view actions do to the viewer and to what it is fed with."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.arrangement import Arrangement, ViewLayout
from lowexp_gui.app.model_choice import ModelChoice
from lowexp_gui.app.sentences import filled
from lowexp_gui.app.session import Session
from lowexp_gui.app.source import COMPARED_METHODS, OF_THE_SCENE, Source
from lowexp_gui.ui.photos.file_kinds import photo_kinds
from lowexp_gui.ui.viewing.figure_words import figure_words
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.viewing.viewer import Viewer


class ViewCommands(QObject):
    """Connects actions, viewer and session."""

    def __init__(self, actions: ViewActions, viewer: Viewer, session: Session, parent: QObject) -> None:
        """Everything is connected, and the viewer shows its usual arrangement."""
        super().__init__(parent)
        self._actions, self._viewer, self._session = actions, viewer, session
        self._model_titles: dict[str, str] = {}
        for arrangement, action in actions.arrangements.items():
            action.triggered.connect(partial(self.arrange, arrangement))
        for source, action in actions.sources.items():
            action.triggered.connect(partial(viewer.show_source, source))
        for action, slot in (
            (actions.fit, viewer.fit),
            (actions.actual_pixels, viewer.zoom_to_pixels),
            (actions.zoom_in, viewer.zoom_in),
            (actions.zoom_out, viewer.zoom_out),
            (actions.turn_wipe, viewer.turn_wipe),
            (actions.open_reference, self.ask_for_reference),
        ):
            action.triggered.connect(slot)
        actions.loupe.toggled.connect(viewer.set_loupe)
        actions.navigator.toggled.connect(viewer.navigator.set_wanted)
        actions.clipping.toggled.connect(session.view.set_clipping)
        actions.whole_histogram.toggled.connect(session.view.set_whole_histogram)
        viewer.view_changed.connect(session.view.set_view)
        viewer.loupe_changed.connect(session.view.set_loupe)
        viewer.layout_changed.connect(self._on_layout)
        viewer.source_wanted.connect(self._on_source_wanted)
        session.view.rendered.connect(viewer.show_picture)
        session.comparison.changed.connect(self._on_comparison)
        session.methods.changed.connect(self._on_methods)
        session.figures.changed.connect(self._on_figures)
        actions.figures.toggled.connect(self._on_figures_wanted)
        self._on_layout(viewer.layout_now)

    def offer_models(self, choices: tuple[ModelChoice, ...]) -> None:
        """Offer models to compare with."""
        self._model_titles = {choice.name: choice.title for choice in choices}
        for action in self._actions.set_models(self._model_titles):
            action.triggered.connect(partial(self.compare_with, action.data()))
        self._on_comparison()

    def arrange(self, arrangement: Arrangement) -> None:
        """Divide the viewer."""
        self._viewer.set_layout(self._viewer.layout_now.arranged(arrangement))

    @Slot()
    def ask_for_reference(self) -> None:
        """Ask for a photo of the same scene, and show it in the pane that was clicked last."""
        title = self.tr("Open a reference")
        file, _ = QFileDialog.getOpenFileName(self._viewer, title, "", photo_kinds())
        if file:
            self.open_reference(Path(file))
            self._viewer.show_source(Source.REFERENCE)

    def open_reference(self, path: Path) -> None:
        """Compare with a photo of the same scene, and show how close pictures are to it."""
        self._session.comparison.open_reference(path)
        self._actions.figures.setChecked(True)

    def compare_with(self, model: str) -> None:
        """Show another model's result in the pane that was clicked last."""
        self._session.comparison.set_model(model)
        self._viewer.show_source(Source.OTHER_MODEL)

    @Slot(object)
    def _on_layout(self, layout: ViewLayout) -> None:
        self._actions.arrangements[layout.arrangement].setChecked(True)
        self._actions.turn_wipe.setEnabled(layout.arrangement is Arrangement.WIPE)
        self._session.view.set_sources(layout.sources)
        self._session.comparison.set_shown(Source.OTHER_MODEL in layout.sources)
        self._session.methods.set_shown(layout.sources)
        self._session.figures.set_shown(layout.sources)

    @Slot(object)
    def _on_source_wanted(self, source: Source) -> None:
        if source is Source.REFERENCE and not self._session.comparison.has_reference:
            self.ask_for_reference()

    @Slot()
    def _on_comparison(self) -> None:
        comparison = self._session.comparison
        self._actions.show_model(comparison.model)
        title = self._model_titles.get(comparison.model)
        if title is not None:
            text = filled(self.tr("Other model: %1"), title)
            self._viewer.set_title(Source.OTHER_MODEL, text)
        for source in (Source.OTHER_MODEL, Source.REFERENCE):
            if not self._session.view.has(source):
                self._viewer.store.clear(source)
        self._viewer.store.set_message(Source.OTHER_MODEL, comparison.words(Source.OTHER_MODEL))
        hint = self.tr("Drop a photo of the same scene here, or press Ctrl+Shift+R.")
        words = comparison.words(Source.REFERENCE) or hint
        self._viewer.store.set_message(Source.REFERENCE, words)

    @Slot()
    def _on_methods(self) -> None:
        store, methods = self._viewer.store, self._session.methods
        for source in COMPARED_METHODS:
            if not self._session.view.has(source):
                store.clear(source)
            store.set_message(source, methods.words(source))

    @Slot(bool)
    def _on_figures_wanted(self, wanted: bool) -> None:
        self._viewer.show_figures(wanted)
        self._session.figures.set_wanted(wanted)

    @Slot()
    def _on_figures(self) -> None:
        if self._session.figures.wanted:
            found: dict[Source, str] = {
                source: figure_words(self._session.figures.of(source)) for source in OF_THE_SCENE
            }
            self._viewer.set_figures(found)
