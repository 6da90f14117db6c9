"""Values that the user keeps under names, in one file beside the settings."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from lowexp_gui.config.field_reader import FieldReader
from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.errors import Sentence
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.schema import Fields, Schema
from lowexp_gui.strict_json import Json
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_PRESETS = 200
LONGEST_NAME = 60
_FIELD = "presets"

Value = TypeVar("Value")


class NamedValues(Generic[Value]):
    """Presets of one kind; invalid ones in the file are skipped.

    Attributes:
        file: the file that keeps them.
    """

    def __init__(
        self,
        file_name: str,
        schema: Schema,
        encode: Callable[[Value], Fields],
        decode: Callable[[Json], Value | None],
    ) -> None:
        """Describe the file.

        Args:
            file_name: its name in the folder of the settings.
            schema: its versions.
            encode: a value as JSON fields.
            decode: a value from JSON; None for an invalid one.
        """
        self._encode, self._decode = encode, decode
        self.file = KeptFile(file_name, schema, odd=self._odd)

    def kept(self) -> Mapping[str, Value]:
        """The user's presets, sorted by name."""
        return self._understood(FieldReader(self.file.read(config_folder())))

    def keep(self, name: str, value: Value) -> Mapping[str, Value]:
        """Add or replace a preset in the file. Returns all of the user's presets.

        Raises:
            PhotoError: the file cannot be written, or there are already MOST_PRESETS.
        """
        return self._changed(lambda kept: _sorted({**kept, name: value}))

    def remove(self, name: str) -> Mapping[str, Value]:
        """Remove a preset from the file. Returns those that remain.

        Raises:
            PhotoError: the file cannot be written.
        """
        return self._changed(lambda kept: {each: value for each, value in kept.items() if each != name})

    def _changed(self, change: Callable[[Mapping[str, Value]], Mapping[str, Value]]) -> Mapping[str, Value]:
        """Change the presets in the file."""
        folder = config_folder()
        kept: Mapping[str, Value] = {}

        def changed_fields(found: Fields) -> Fields:
            nonlocal kept
            kept = change(self._understood(FieldReader(found)))
            if len(kept) > MOST_PRESETS:
                raise PhotoError(
                    Sentence(
                        QT_TRANSLATE_NOOP(
                            "sentences", "There are {limit} presets already; delete one first."
                        ),
                        limit=MOST_PRESETS,
                    )
                )
            return {_FIELD: {name: self._encode(value) for name, value in kept.items()}}

        try:
            self.file.change(folder, changed_fields)
        except OSError as error:
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "Your presets cannot be saved: their folder cannot be created."
                    )
                ),
                folder,
            ) from error
        return kept

    def _understood(self, found: FieldReader) -> Mapping[str, Value]:
        """The valid presets; the reader records the others."""
        presets: dict[str, Value] = {}
        for name, content in found.fields(_FIELD).items():
            value = self._decode(content) if 0 < len(name) <= LONGEST_NAME else None
            if value is None or len(presets) == MOST_PRESETS:
                found.odd.append(name)
            else:
                presets[name] = value
        return _sorted(presets)

    def _odd(self, fields: Fields) -> list[str]:
        """Names of the invalid presets."""
        reader = FieldReader(fields)
        self._understood(reader)
        return reader.odd


def _sorted(presets: Mapping[str, Value]) -> Mapping[str, Value]:
    return dict(sorted(presets.items(), key=lambda item: item[0].casefold()))
