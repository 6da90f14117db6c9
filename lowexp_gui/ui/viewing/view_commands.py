"""Connections between view actions, viewer and session."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from lowexp_gui.app.messages.notices import Notice
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.session import Session
from lowexp_gui.app.viewing.arrangement import Arrangement, Blend, Candidates, ViewLayout
from lowexp_gui.app.viewing.source import COMPARED_METHODS, ModelPicture, PaneContent, Source, is_of_the_scene
from lowexp_gui.ui.photos.file_kinds import photo_kinds
from lowexp_gui.ui.viewing.figure_labels import figure_label, longest_figure_label
from lowexp_gui.ui.viewing.source_labels import source_titles
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.viewing.viewer import Viewer


class ViewCommands(QObject):
    """Connects actions, viewer and session."""

    def __init__(self, actions: ViewActions, viewer: Viewer, session: Session, parent: QObject) -> None:
        """Connect everything and show the default arrangement."""
        super().__init__(parent)
        self._actions, self._viewer, self._session = actions, viewer, session
        self._models: dict[ModelPicture, str] = {}
        for arrangement, action in actions.arrangements.items():
            action.triggered.connect(partial(self.arrange, arrangement))
        for source, action in actions.sources.items():
            action.triggered.connect(partial(viewer.show_source, source))
        for action, slot in (
            (actions.compare, self.compare),
            (actions.other_model, self.show_next_model),
            (actions.fit, viewer.fit),
            (actions.actual_pixels, viewer.zoom_to_pixels),
            (actions.zoom_in, viewer.zoom_in),
            (actions.zoom_out, viewer.zoom_out),
            (actions.turn_wipe, viewer.turn_wipe),
            (actions.swap, viewer.swap),
            (actions.open_reference, self.ask_for_reference),
        ):
            action.triggered.connect(slot)
        actions.before.toggled.connect(viewer.keep_original)
        actions.loupe.toggled.connect(viewer.set_loupe)
        actions.navigator.toggled.connect(viewer.navigator.set_wanted)
        actions.clipping.toggled.connect(session.view.set_clipping)
        actions.whole_histogram.toggled.connect(session.view.set_whole_histogram)
        viewer.view_changed.connect(session.view.set_view)
        viewer.loupe_changed.connect(session.view.set_loupe)
        viewer.layout_changed.connect(self._on_layout)
        viewer.source_wanted.connect(self._on_source_wanted)
        session.view.rendered.connect(viewer.show_picture)
        session.compared_models.changed.connect(self._on_models)
        session.references.changed.connect(self._on_references)
        session.in_view.model_changed.connect(self._update_candidates)
        session.models.renamed.connect(self._on_renamed)
        session.methods.changed.connect(self._on_methods)
        session.figures.changed.connect(self._on_figures)
        actions.figures.toggled.connect(self._on_figures_wanted)
        self._on_layout(viewer.layout_now)
        self._on_references()

    def offer_models(self, choices: tuple[ModelChoice, ...]) -> None:
        """Set the models that can be shown in panes."""
        self._models = {ModelPicture(choice.name): choice.title for choice in choices}
        names = {picture.model: title for picture, title in self._models.items()}
        for action in self._actions.set_models(names):
            action.triggered.connect(partial(self.compare_with, action.data()))
        self._viewer.set_titles(self._titles())
        self._update_candidates()
        self._on_layout(self._viewer.layout_now)

    def arrange(self, arrangement: Arrangement) -> None:
        """Set the arrangement; choosing a grid or the large picture again resets the panes."""
        layout = self._viewer.layout_now
        resets = arrangement.compares or arrangement.has_large
        if resets and arrangement is layout.arrangement:
            layout = layout.as_usual()
        self._viewer.set_layout(layout.arranged(arrangement))

    @Slot(bool)
    def compare(self, wanted: bool) -> None:
        """Show models and methods side by side, or the previous arrangement."""
        self._viewer.set_layout(self._viewer.layout_now.comparing(wanted))

    @Slot()
    def ask_for_reference(self) -> None:
        """Ask for a reference photo, and show it beside the others."""
        if self._choose_reference():
            replaced = self._viewer.show_beside(Source.REFERENCE)
            if replaced is not None:
                sentence = self.tr("The reference is shown instead of %1. Press Alt+7 to go back.")
                title = f"“{self._viewer.title_of(replaced)}”"
                self._session.noticed.emit(Notice(filled(sentence, title)))

    def _choose_reference(self) -> bool:
        """Ask for a reference photo and open it. Returns whether one was chosen."""
        title = self.tr("Open a reference")
        file, _ = QFileDialog.getOpenFileName(self._viewer, title, "", photo_kinds())
        if file:
            self.open_reference(Path(file))
        return bool(file)

    def open_reference(self, path: Path) -> None:
        """Open a reference photo, and show figures relative to it."""
        self._session.references.open(path)
        self._actions.figures.setChecked(True)

    def compare_with(self, model: str) -> None:
        """Show a model's picture in the active pane."""
        self._viewer.show_source(ModelPicture(model))
        self._show_marks()

    @Slot()
    def show_next_model(self) -> None:
        """Show the model after the one in the active pane, or the first that is not the current one."""
        others = [picture for picture in self._models if picture.model != self._session.in_view.model]
        if others:
            now = self._viewer.active_source
            after = others.index(now) + 1 if now in others else 0
            self._viewer.show_source(others[after % len(others)])

    @Slot(object)
    def _on_layout(self, layout: ViewLayout) -> None:
        self._actions.arrangements[layout.arrangement].setChecked(True)
        self._actions.compare.setChecked(layout.arrangement.compares)
        self._actions.swap.setEnabled(layout.arrangement.has_large)
        self._actions.turn_wipe.setEnabled(layout.arrangement.blend is Blend.WIPE)
        self._show_marks()
        self._session.view.set_sources(layout.sources)
        self._session.compared_models.set_shown(layout.sources)
        self._session.methods.set_shown(layout.sources)
        self._session.figures.set_shown(layout.sources)

    def _show_marks(self) -> None:
        """Check the shown models, and add the model's name to the final picture if others are shown."""
        shown = [source.model for source in self._viewer.shown if isinstance(source, ModelPicture)]
        self._actions.show_models(shown)
        used, title = (
            self._models.get(ModelPicture(self._session.in_view.model)),
            self._titles()[Source.FINAL],
        )
        if shown and used is not None:
            title = filled(self.tr("%1: final"), used)
        if title != self._viewer.title_of(Source.FINAL):
            self._viewer.set_title(Source.FINAL, title)

    def _titles(self) -> dict[PaneContent, str]:
        """The titles of all sources: stages, models, the reference and methods."""
        titles, found = source_titles(), dict[PaneContent, str]()
        for source, title in titles.items():
            if source is Source.GAMMA:
                found.update(self._models.items())
            found[source] = title
        return found

    @Slot()
    def _update_candidates(self) -> None:
        """Pass the comparable sources to the viewer."""
        names = tuple(picture.model for picture in self._models)
        self._viewer.set_candidates(
            Candidates(names, self._session.in_view.model, self._session.references.has_one)
        )
        self._show_marks()

    @Slot(str, str)
    def _on_renamed(self, before: str, now: str) -> None:
        self._viewer.set_layout(self._viewer.layout_now.renamed(before, now))

    @Slot(object)
    def _on_source_wanted(self, source: Source) -> None:
        if source is Source.REFERENCE and not self._session.references.has_one:
            self._choose_reference()

    @Slot()
    def _on_models(self) -> None:
        store, compared = self._viewer.store, self._session.compared_models
        for picture in self._models:
            if not self._session.view.has(picture):
                store.clear(picture)
            store.set_message(picture, compared.message(picture.model))

    @Slot()
    def _on_references(self) -> None:
        self._update_candidates()
        has_reference = self._session.references.has_one
        self._viewer.set_longest_figures(longest_figure_label(with_reference=has_reference))
        if not self._session.view.has(Source.REFERENCE):
            self._viewer.store.clear(Source.REFERENCE)
        hint = self.tr("Drop a photo of the same scene here, or press Ctrl+Shift+R.")
        words = self._session.references.message or hint
        self._viewer.store.set_message(Source.REFERENCE, words)

    @Slot()
    def _on_methods(self) -> None:
        store, methods = self._viewer.store, self._session.methods
        for source in COMPARED_METHODS:
            if not self._session.view.has(source):
                store.clear(source)
            store.set_message(source, methods.message(source))

    @Slot(bool)
    def _on_figures_wanted(self, wanted: bool) -> None:
        self._viewer.show_figures(wanted)
        self._session.figures.set_wanted(wanted)

    @Slot()
    def _on_figures(self) -> None:
        if self._session.figures.wanted:
            figures, shown = self._session.figures, filter(is_of_the_scene, self._viewer.shown)
            self._viewer.set_figures({source: figure_label(figures.of(source)) for source in shown})
