"""A fresh start: what the program reads when it opens is moved aside, never deleted."""

import shutil
from datetime import datetime
from pathlib import Path

from lowexp_gui.jobs.presets import PRESETS_FILE
from lowexp_gui.jobs.result_cache import cache_folder
from lowexp_gui.jobs.settings import SETTINGS_FILE, config_folder
from lowexp_gui.jobs.window_state import WINDOW_FILE
from lowexp_gui.photo.errors import PhotoError, quoted

_BACKUP = "backup-"


def reset(now: datetime) -> tuple[Path, ...]:
    """Move settings, window state, presets and kept results into dated folders beside; where they are now.

    Models, photos and the log stay. Of kept results, which can be made again, only the latest are kept aside.

    Raises:
        PhotoError: something cannot be moved; what was moved before stays aside.
    """
    aside = f"{_BACKUP}{now:%Y-%m-%d_%H%M%S}"
    results = cache_folder()
    files = [config_folder() / file.name for file in (SETTINGS_FILE, WINDOW_FILE, PRESETS_FILE)]
    moved = [_moved(path, path.parent / aside) for path in (*files, results) if path.exists()]
    for old in results.parent.glob(f"{_BACKUP}*/{results.name}"):
        if old.parent.name != aside:
            shutil.rmtree(old, ignore_errors=True)
    return tuple(moved)


def _moved(path: Path, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return path.rename(folder / path.name)
    except OSError as error:
        reason = error.strerror or "its name is not a valid one"
        raise PhotoError(f"{quoted(path)} cannot be moved aside: {reason}.", path) from error
