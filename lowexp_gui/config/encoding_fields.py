"""The export options as fields of a stored file."""

from typing import Any

from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.photo.encoding import EXPORT_OPTIONS, USUAL, Encoding
from lowexp_gui.photo.export_option import ChoiceOption, NumberOption


def read_encoding(found: FieldReader) -> Encoding:
    """The export options; defaults for missing or invalid ones."""
    values: dict[str, Any] = {}
    for name, option in EXPORT_OPTIONS.items():
        usual = getattr(USUAL, name)
        if isinstance(option, NumberOption):
            values[name] = found.number(name, option.values, usual)
        elif isinstance(option, ChoiceOption):
            values[name] = found.one_of(name, option.words.values(), usual)
        else:
            values[name] = found.truth(name, usual)
    return Encoding(**values)
