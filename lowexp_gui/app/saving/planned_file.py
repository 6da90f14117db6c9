"""The file that saving the photo in view would write."""

from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.app.saving.save_choice import SaveChoice
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat, formats_with
from lowexp_gui.photo.naming import output_path
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.taken import date_taken


@dataclass(frozen=True)
class PlannedFile:
    """A file to be written, unless its name exists already.

    Attributes:
        format: its format.
        quality: 1 to 100, or None for a format without.
        long_side: of the picture at most, in pixels; 0 for the full size.
        path: the file; a number is added to its name if it exists.
    """

    format: PhotoFormat
    quality: int | None
    long_side: int
    path: Path

    @property
    def short(self) -> str:
        """The name with the last folder."""
        return f"{self.path.parent.name}/{self.path.name}" if self.path.parent.name else self.path.name


def planned_file(path: Path | None, photo: Photo | None, choice: SaveChoice, model: str) -> PlannedFile:
    """The file for a photo.

    Args:
        path: the photo's file, or None for a pasted picture.
        photo: the photo, or None before it is read; its format is then taken from its name.
        model: name of the model.

    Raises:
        TemplateError: the name pattern gives no name.
    """
    rule = choice.rule_for(path)
    photo_format = rule.format or (_format_of(path) if photo is None else photo.saved_format)
    # The date of a photo without EXIF is that of its file, which may be on a slow disk.
    taken = date_taken(photo) if photo is not None and "{taken" in rule.template else None
    target = output_path(path, rule.folder, rule.template, photo_format, model=model, taken=taken)
    quality = rule.encoding.quality if photo_format in formats_with("quality") else None
    return PlannedFile(photo_format, quality, rule.encoding.long_side, target)


def _format_of(path: Path | None) -> PhotoFormat:
    suffix = "" if path is None else path.suffix.lower()
    return next((each for each in WRITABLE if suffix in each.about.suffixes), PhotoFormat.JPEG)
