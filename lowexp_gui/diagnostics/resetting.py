"""Resetting: the files that the program reads at start are moved aside, not deleted."""

import contextlib
import os
import re
from datetime import datetime
from pathlib import Path

from lowexp_gui.config.export_presets import EXPORT_PRESETS
from lowexp_gui.config.presets import PRESETS_FILE
from lowexp_gui.config.settings import SETTINGS_FILE
from lowexp_gui.config.window_state import WINDOW_FILE
from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.paths import config_folder, results_folder
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.results.result_cache import ResultCache
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_BACKUP = "backup-"
_BACKUP_NAME = re.compile(_BACKUP + r"[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6}")


def reset(now: datetime) -> tuple[Path, ...]:
    """Move settings, window state, presets and cached results into dated folders. Returns the folders.

    Models, photos and the log stay. Cached results can be recreated, so only the latest moved ones are kept.

    Raises:
        PhotoError: something cannot be moved; what has been moved stays aside.
    """
    aside = f"{_BACKUP}{now:%Y-%m-%d_%H%M%S}"
    results = results_folder()
    files = [
        config_folder() / file.name
        for file in (SETTINGS_FILE, WINDOW_FILE, PRESETS_FILE, EXPORT_PRESETS.file)
    ]
    moved = [_moved(path, path.parent / aside) for path in files if os.path.lexists(path)]
    kept = ResultCache(results, 0).files()
    for path in kept:
        _moved(path, results.parent / aside / results.name)
    for old in results.parent.glob(f"{_BACKUP}*/{results.name}"):
        if old.parent.name != aside and _BACKUP_NAME.fullmatch(old.parent.name):
            _forget(old)
    return (*moved, results.parent / aside / results.name) if kept else tuple(moved)


def _forget(results: Path) -> None:
    """Delete cached results, and their folder if it is then empty."""
    ResultCache(results, 0).clear()
    with contextlib.suppress(OSError):
        results.rmdir()


def _moved(path: Path, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return path.rename(folder / path.name)
    except OSError as error:
        reason = system_reason(error)
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be moved aside: {reason}."),
                file=quoted(path),
                reason=reason,
            ),
            path,
        ) from error
