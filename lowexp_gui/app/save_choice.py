"""What a person chose about saving."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.app.output_folder import default_folder
from lowexp_gui.jobs.job import OutputRule
from lowexp_gui.photo.photograph import PhotoFormat


@dataclass(frozen=True)
class SaveChoice:
    """Format and folder.

    Attributes:
        format: of the files, or None for that of each photo.
        quality: of JPEG and WebP, 1 to 100.
        folder: where files go, or None for a folder beside each photo.
    """

    format: PhotoFormat | None = None
    quality: int = 95
    folder: Path | None = None

    def rule_for(self, photo: Path | None) -> OutputRule:
        """How the result of a photo is written; it never takes the place of another file."""
        return OutputRule(self.folder or default_folder(photo), format=self.format, quality=self.quality)
