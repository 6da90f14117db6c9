"""Export presets: how photos are saved, by name, in a file beside the settings."""

from dataclasses import asdict, dataclass
from pathlib import Path

from lowexp_gui.config.encoding_fields import read_encoding
from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.config.named_values import NamedValues
from lowexp_gui.photo.encoding import USUAL, Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.naming import DEFAULT_TEMPLATE, is_template
from lowexp_gui.schema import Fields, Schema, unchanged
from lowexp_gui.strict_json import Json


@dataclass(frozen=True)
class ExportPreset:
    """How photos are saved.

    Attributes:
        format: of the files, or None for that of each photo.
        folder: where files go, or None for a folder beside each photo.
        encoding: quality, depth, colours and the like.
        template: pattern of the names.
    """

    format: PhotoFormat | None = None
    folder: Path | None = None
    encoding: Encoding = USUAL
    template: str = DEFAULT_TEMPLATE


def _encoded(preset: ExportPreset) -> Fields:
    return asdict(preset) | {"folder": None if preset.folder is None else str(preset.folder)}


def _decoded(content: Json) -> ExportPreset | None:
    """A preset; None if one of its values is invalid, because it would save other files than it did."""
    if not isinstance(content, dict):
        return None
    found = FieldReader(content)
    preset = ExportPreset(
        found.choice("format", WRITABLE, None),
        found.path("folder"),
        read_encoding(found.within("encoding")),
        found.checked_text("template", is_template, DEFAULT_TEMPLATE),
    )
    return None if found.odd else preset


EXPORT_PRESETS = NamedValues("export_presets.json", Schema((unchanged,)), _encoded, _decoded)
