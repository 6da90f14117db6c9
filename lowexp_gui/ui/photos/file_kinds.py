"""Filters for file dialogs."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from lowexp_gui.library.model_file import MODEL_SUFFIX
from lowexp_gui.photo.finding import SUFFIXES


def photo_kinds() -> str:
    """The filter for files that can be opened."""
    kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in sorted(SUFFIXES))
    return QCoreApplication.translate("file_kinds", "Photos (%1)").replace("%1", kinds)


def model_kinds() -> str:
    """The filter for model files."""
    kinds = QCoreApplication.translate("file_kinds", "Models of Lowexp (%1)")
    return kinds.replace("%1", f"*{MODEL_SUFFIX}")


def is_model(path: Path) -> bool:
    """Whether a file has the suffix of model files."""
    return path.suffix.lower() == MODEL_SUFFIX
