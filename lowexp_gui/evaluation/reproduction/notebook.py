"""What a reproduction has measured, one file a measurement, so that nothing is measured twice."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.strict_json import JsonLimits, read_json_fields

_LIMITS = JsonLimits(size=64_000_000, values=4_000_000, paths=True)
Fields: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Notebook:
    """A folder of JSON files."""

    folder: Path

    def entry(self, name: str, make: Callable[[], Fields]) -> Fields:
        """A measurement that is there, or else is made and kept; a damaged one is made again.

        Args:
            name: of letters, digits, dashes and slashes.

        Raises:
            PhotoError: the folder cannot be written.
        """
        path = self.folder / f"{name}.json"
        try:
            return read_json_fields(path, _LIMITS)
        except (OSError, ValueError):
            pass
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(json.dumps(made, allow_nan=False).encode(), path, replace=True)
        return made
