"""What a reproduction has measured, one file a measurement, so that nothing is measured twice."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lowexp_gui.photo.saving import save_bytes

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
            found = json.loads(path.read_bytes())
            if isinstance(found, dict):
                return found
        except (OSError, ValueError, RecursionError):
            pass
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        save_bytes(json.dumps(made, allow_nan=False).encode(), path, replace=True)
        return made
