"""Small JSON files of named values, which people and accidents may change."""

import json
import logging
from pathlib import Path

_LARGEST = 1_000_000
_log = logging.getLogger(__name__)


def read_fields(path: Path) -> dict[str, object]:
    """The values of a file by name; none where it is missing, over a megabyte, or makes no sense."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        # A file of brackets alone goes deeper than Python follows.
        _log.warning("%s could not be read: %s", path.name, error)
        return {}
    return found if isinstance(found, dict) else {}
