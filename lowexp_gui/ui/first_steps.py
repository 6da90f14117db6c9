"""What a user sees the first time: a wipe over the first result, and hints that go for good."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Slot

from lowexp_gui.app.session import Session
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part
from lowexp_gui.config.window_state import WindowState
from lowexp_gui.ui.actions import Actions
from lowexp_gui.ui.first_hints import FirstHints, Hint
from lowexp_gui.ui.viewing.first_wipe import FirstWipe
from lowexp_gui.ui.viewing.viewer import Viewer


class Step(StrEnum):
    """What happens once; the hints are steps, too."""

    WIPE = "wipe"
    HINTS = "hints"


class FirstSteps(QObject):
    """Shows what is left of the first steps with the first result, and keeps which are done.

    Attributes:
        hints: the card with the hints.
        wipe: the wipe.
    """

    def __init__(
        self, viewer: Viewer, session: Session, actions: Actions, state: WindowState, parent: QObject
    ) -> None:
        """Connect everything; `state` has the steps that are done."""
        super().__init__(parent)
        self._viewer, self._session, self._done = viewer, session, set(state.first_steps)
        self.hints = FirstHints(tuple(hint for hint in Hint if hint not in self._done), viewer)
        self.wipe = FirstWipe(viewer)
        self._is_over = Step.WIPE in self._done and (Step.HINTS in self._done or self._done.issuperset(Hint))
        if self._is_over:
            return
        viewer.store.changed.connect(self._on_pictures)
        viewer.original_shown.connect(lambda: self._note(Hint.BEFORE))
        session.editing.edited.connect(lambda: self._note(Hint.SLIDERS))
        for action in (actions.save, actions.save_all):
            action.triggered.connect(lambda: self._note(Hint.SAVE))
        self.hints.dismissed.connect(lambda: self._note(Step.HINTS))
        session.in_view.changed.connect(self.wipe.end_for_other_photo)
        session.editing.edited.connect(self.wipe.end)

    @Slot()
    def _on_pictures(self) -> None:
        """Begin with the first result."""
        final = self._viewer.store.find(Source.FINAL, Part.VIEW)
        if self._is_over or final is None or not self._session.in_view.has_result:
            return
        self._is_over = True
        if Step.WIPE not in self._done:
            self._note(Step.WIPE)
            self.wipe.play()
        if Step.HINTS not in self._done:
            self.hints.begin()

    def _note(self, step: Step | Hint) -> None:
        """A step is done, for good."""
        if step in self._done:
            return
        self._done.add(step)
        if isinstance(step, Hint):
            self.hints.remove(step)
        done = tuple(sorted(self._done))
        self._session.keep_window(
            lambda kept: replace(kept, first_steps=tuple(sorted({*kept.first_steps, *done})))
        )
