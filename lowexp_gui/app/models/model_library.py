"""The model library in the window."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lowexp_gui.app.messages.notices import Notice, NoticeKind, Remedy, notice_of
from lowexp_gui.app.messages.sentences import filled
from lowexp_gui.app.models.model_changes import (
    ChangeModelDetails,
    DeleteModel,
    ExportModel,
    ImportModel,
    KeepFinetuned,
    ModelChange,
    RestoreModel,
)
from lowexp_gui.app.models.model_choice import ModelChoice, model_choices
from lowexp_gui.app.photos.disk_requests import ModelRequest
from lowexp_gui.app.photos.disk_worker import DiskWorker
from lowexp_gui.library.finetune_run import FinetuneRun
from lowexp_gui.library.own_models import DeletedModel, ModelDetails
from lowexp_gui.model.card import ModelError


class ModelLibrary(QObject):
    """Sends changes to the disk worker; lives on the window's thread."""

    replaced = Signal(object)
    """frozenset of names whose model was replaced or deleted"""
    changed = Signal()
    """Models were added, deleted or renamed."""
    renamed = Signal(str, str)
    """Old and new name of a model; `replaced` and `changed` follow"""
    imported = Signal(str)
    """name; `changed` came before"""
    deleted = Signal(object)
    """DeletedModel; `changed` came before"""
    restored = Signal(str)
    """name; `changed` came before"""
    finetuned = Signal(str)
    """name of a fine-tuned model; `changed` came before"""
    noticed = Signal(object)
    """Notice"""

    def __init__(self, disk: DiskWorker, parent: QObject | None = None) -> None:
        """Start with the models on disk."""
        super().__init__(parent)
        self._disk = disk
        self._problem: Notice | None = None
        try:
            self._models = model_choices()
        except ModelError as error:
            self._models, self._problem = (), notice_of(error, None)
        disk.models_listed.connect(self._on_listed)
        disk.model_failed.connect(self.noticed)

    @property
    def models(self) -> tuple[ModelChoice, ...]:
        """All models, the default first."""
        return self._models

    @property
    def problem(self) -> Notice | None:
        """Why there are no models."""
        return self._problem

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all models."""
        return tuple(model.name for model in self._models)

    def find(self, name: str) -> ModelChoice | None:
        """The model with a name."""
        return next((model for model in self._models if model.name == name), None)

    def refresh(self) -> None:
        """Read the models on disk again."""
        self._disk.ask(ModelRequest())

    def import_file(self, path: Path) -> None:
        """Import a model from a file."""
        self._do(ImportModel(path))

    def keep_finetuned(self, run: FinetuneRun) -> None:
        """Add a fine-tuned model."""
        self._do(KeepFinetuned(run))

    def export(self, name: str, path: Path) -> None:
        """Export a model to a file; an existing file is replaced."""
        self._do(ExportModel(name, path))

    def change_details(self, name: str, details: ModelDetails) -> None:
        """Give a model another name, title or description."""
        self._do(ChangeModelDetails(name, details))

    def delete(self, name: str) -> None:
        """Delete a model, so that it can be restored."""
        self._do(DeleteModel(name))

    def restore(self, deleted: DeletedModel) -> None:
        """Restore a deleted model."""
        self._do(RestoreModel(deleted))

    def _do(self, change: ModelChange) -> None:
        self._disk.ask(ModelRequest(change))

    @Slot(object, object, object)
    def _on_listed(
        self, models: tuple[ModelChoice, ...], change: ModelChange | None, outcome: object
    ) -> None:
        before, self._models = self._models, models
        weights, weights_before = ({each.name: each.weights for each in some} for some in (models, before))
        names = weights.keys() | weights_before.keys()
        replaced = frozenset(name for name in names if weights.get(name) != weights_before.get(name))
        if isinstance(change, ChangeModelDetails) and isinstance(outcome, str) and change.name != outcome:
            self.renamed.emit(change.name, outcome)
        if replaced:
            self.replaced.emit(replaced)
        if models != before:
            self.changed.emit()
        self._report(change, outcome)

    def _report(self, change: ModelChange | None, outcome: object) -> None:
        match change, outcome:
            case ImportModel(), str(now):
                self._emit_notice(
                    self.tr("The model %1 was added to the model library."), self._title_of(now)
                )
                self.imported.emit(now)
            case KeepFinetuned(), str(now):
                self._emit_notice(
                    self.tr("The model %1 was added to the model library."), self._title_of(now)
                )
                self.finetuned.emit(now)
            case RestoreModel(), str(now):
                self.restored.emit(now)
            case DeleteModel(), DeletedModel() as deleted:
                self.deleted.emit(deleted)
            case ExportModel(), Path() as path:
                sentence = filled(self.tr("The model was exported to the file %1."), f"“{path.name}”")
                self.noticed.emit(Notice(sentence, NoticeKind.INFORMATION, Remedy.SHOW_IN_FOLDER, path))

    def _emit_notice(self, sentence: str, value: str) -> None:
        self.noticed.emit(Notice(filled(sentence, value)))

    def _title_of(self, name: str) -> str:
        model = self.find(name)
        return f"“{name if model is None else model.title}”"
