"""The user's choices about saving."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.app.saving.output_folder import default_folder
from lowexp_gui.batch.job import OutputRule
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.geometry import AS_TAKEN, Geometry
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE


@dataclass(frozen=True)
class SaveChoice:
    """Format and folder.

    Attributes:
        format: of the files, or None for that of each photo.
        folder: where files go, or None for a folder beside each photo.
        encoding: quality, depth, colours and the like.
        template: pattern of the file names, without suffix; see `photo.naming.output_path`.
    """

    format: PhotoFormat | None = None
    folder: Path | None = None
    encoding: Encoding = USUAL
    template: str = DEFAULT_TEMPLATE

    def rule_for(self, photo: Path | None) -> OutputRule:
        """How the result of a photo is written; no other file is ever overwritten."""
        folder = self.folder or default_folder(photo)
        return OutputRule(folder, self.template, self.format, encoding=self.encoding)


@dataclass(frozen=True)
class SavedWith:
    """The choices that a file was saved with."""

    model: str
    adjustments: Adjustments
    choice: SaveChoice
    geometry: Geometry = AS_TAKEN
