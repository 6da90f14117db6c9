"""Notices about the terms of the current model, shown once."""

import hashlib

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_choice import ModelChoice
from lowexp_gui.app.models.model_library import ModelLibrary
from lowexp_gui.app.preferences import Preferences


class ModelTerms(QObject):
    """Remembers which terms have been shown."""

    told = Signal(object)
    """Notice"""
    outdated = Signal(object)
    """Earlier notice about another model's terms, to be removed"""

    def __init__(
        self, library: ModelLibrary, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        """No notice is shown before `tell`."""
        super().__init__(parent)
        self._library, self._preferences = library, preferences
        self._last: Notice | None = None

    @property
    def free_model(self) -> ModelChoice | None:
        """A shipped model without restrictions."""
        return next((each for each in self._library.models if each.shipped and each.commercial_use), None)

    @Slot(str)
    def tell(self, name: str) -> None:
        """Show the terms of a restricted model, unless they have been shown before."""
        if self._last is not None:
            self.outdated.emit(self._last)
            self._last = None
        model = self._library.find(name)
        if model is None or not model.terms or model.commercial_use:
            return
        # The fingerprint includes the text, so a translation is shown again.
        fingerprint = hashlib.sha256(model.terms.encode()).hexdigest()[:16]
        if fingerprint in self._preferences.settings.told_terms:
            return
        self._preferences.add_told_terms(fingerprint)
        title, free = f"“{model.title}”", self.free_model
        if free is None:
            sentence = filled(self.tr("Terms of the model %1: %2"), title, model.terms)
        else:
            text = self.tr("Terms of the model %1: %2 The model %3 may be used for anything.")
            sentence = filled(text, title, model.terms, f"“{free.title}”")
        remedy = Remedy.NONE if free is None else Remedy.USE_FREE_MODEL
        self._last = Notice(sentence, NoticeKind.WARNING, remedy)
        self.told.emit(self._last)
