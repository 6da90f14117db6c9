"""What a reproduction has measured, one file a measurement, so that nothing is measured twice."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.strict_json import JsonLimits, read_json_fields
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LIMITS = JsonLimits(size=64_000_000, values=4_000_000, paths=True)
Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class MeasurementStore:
    """A folder of JSON files."""

    folder: Path

    def entry(self, name: str, make: Callable[[], Fields]) -> Fields:
        """A stored measurement; if there is none, it is made and stored.

        Args:
            name: of letters, digits, dashes and slashes.

        Raises:
            DataError: the file of that name is not a measurement.
            PhotoError: the folder cannot be written.
        """
        path = self.folder / f"{name}.json"
        if os.path.lexists(path):
            return self._kept(path)
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(json.dumps(made, allow_nan=False).encode(), path, replace=True)
        return made

    def _kept(self, path: Path) -> Fields:
        try:
            return read_json_fields(path, _LIMITS)
        except (OSError, ValueError) as error:
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "{file} is not a measurement, or it is damaged; move it away and start again.",
                    ),
                    file=in_quotes(path),
                )
            ) from error
