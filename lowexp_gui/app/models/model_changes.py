"""Changes of the model library, as values."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.library import own_models
from lowexp_gui.library.finetune_run import FinetuneRun
from lowexp_gui.library.own_models import DeletedModel, ModelDetails


@dataclass(frozen=True)
class ImportModel:
    """Import a model from a file."""

    path: Path

    def make(self) -> str:
        """Make the change. Returns the model's name."""
        return own_models.import_model(self.path).name


@dataclass(frozen=True)
class ExportModel:
    """Export a model to a file; an existing file is replaced."""

    name: str
    path: Path

    def make(self) -> Path:
        """Make the change. Returns the file."""
        return own_models.export_model(self.name, self.path, overwrite=True)


@dataclass(frozen=True)
class ChangeModelDetails:
    """Give a model another name, title or description."""

    name: str
    details: ModelDetails

    def make(self) -> str:
        """Make the change. Returns the model's name."""
        return own_models.change_details(self.name, self.details).name


@dataclass(frozen=True)
class DeleteModel:
    """Delete a model, so that it can be restored."""

    name: str

    def make(self) -> DeletedModel:
        """Make the change. Returns what can be restored."""
        return own_models.delete_model(self.name)


@dataclass(frozen=True)
class RestoreModel:
    """Restore a deleted model."""

    deleted: DeletedModel

    def make(self) -> str:
        """Make the change. Returns the model's name."""
        return own_models.restore_model(self.deleted).name


@dataclass(frozen=True)
class KeepFinetuned:
    """Add a fine-tuned model to the library."""

    run: FinetuneRun

    def make(self) -> str:
        """Make the change. Returns the model's name."""
        return self.run.keep().name


ModelChange = ImportModel | ExportModel | ChangeModelDetails | DeleteModel | RestoreModel | KeepFinetuned
