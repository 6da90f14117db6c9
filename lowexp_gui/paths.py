"""The places of the user's files.

The defaults come from the system. Environment variables change them:

* LOWEXP_CONFIG_DIR: one folder for everything that the program stores.
* LOWEXP_LOG_DIR: the log and the crash reports.
* LOWEXP_MODELS_DIR: the user's own models. Fine-tuning uses folders beside it.

No function here creates a folder or checks that one exists, except `temporary_folder`.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

_APPLICATION = "lowexp"
_CONFIG = "LOWEXP_CONFIG_DIR"
_LOG = "LOWEXP_LOG_DIR"
_MODELS = "LOWEXP_MODELS_DIR"
_SAFE_MODE = "LOWEXP_SAFE_MODE"


def config_folder() -> Path:
    """Settings, presets and the state of the window."""
    return _place(platformdirs.user_config_path)


def log_folder() -> Path:
    """The log."""
    return _named(_LOG) or _place(platformdirs.user_log_path)


def log_file() -> Path:
    """The current log file; rotated ones are beside it."""
    return log_folder() / "lowexp.log"


def reports_folder() -> Path:
    """Crash reports."""
    return log_folder() / "reports"


def own_models_folder() -> Path:
    """The user's own models."""
    return _named(_MODELS) or _data_folder() / "models"


def finetuning_folder() -> Path:
    """The current fine-tuning of the window; in safe mode, inside the temporary folder."""
    if is_safe_mode():
        return config_folder() / "teaching"
    return own_models_folder().with_name("teaching")


def command_runs_folder() -> Path:
    """Fine-tuning runs of the command line, each in a folder with its model's name."""
    return own_models_folder().with_name("trainings")


def edits_file() -> Path:
    """The database of the user's edits."""
    return _data_folder() / "edits" / "photos.edits"


def queue_folder() -> Path:
    """The queues, each with its pictures beside it."""
    return _data_folder() / "queues"


def window_queue() -> Path:
    """The queue of the window."""
    return queue_folder() / "window.queue"


def results_folder() -> Path:
    """Cached results."""
    return _place(platformdirs.user_cache_path) / "results"


def pictures_folder() -> Path:
    """The user's pictures folder, for results of pictures that have no file."""
    return platformdirs.user_pictures_path()


def absolute(path: Path) -> Path:
    """The absolute path without resolving links. The queue stores photos under it."""
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100
    except ValueError:
        return path


def temporary_folder(purpose: str = "") -> TemporaryDirectory[str]:
    """Create a folder that is deleted when it is cleaned up, or at exit.

    Args:
        purpose: a word in its name.

    Raises:
        OSError: it cannot be created.
    """
    name = f"{_APPLICATION}-{purpose}-" if purpose else f"{_APPLICATION}-"
    return TemporaryDirectory(prefix=name, ignore_cleanup_errors=True)


def is_chosen_by_person() -> bool:
    """Whether a variable sets one of the folders, which may then have other uses too."""
    return any(map(os.environ.get, (_CONFIG, _LOG, _MODELS)))


def is_safe_mode() -> bool:
    """Whether safe mode is on, so that earlier files must not be read."""
    return bool(os.environ.get(_SAFE_MODE))


def is_readable_now(path: Path) -> bool:
    """Whether a file of the user may be read. In safe mode, only files created since its start may."""
    since = os.environ.get(_SAFE_MODE)
    try:
        return not since or path.lstat().st_mtime_ns >= int(since)
    except (OSError, ValueError):
        return False


def safe_mode_variables(folder: str, began: int) -> Mapping[str, str]:
    """Environment variables of safe mode: everything except the log and the models is stored in a folder.

    Args:
        folder: a temporary folder, deleted at the end.
        began: start time, nanoseconds since 1970.
    """
    return {
        _CONFIG: folder,
        _LOG: str(log_folder()),
        _MODELS: str(own_models_folder()),
        _SAFE_MODE: str(began),
    }


def _data_folder() -> Path:
    return _place(platformdirs.user_data_path)


def _place(usual: Callable[..., Path]) -> Path:
    return _named(_CONFIG) or usual(_APPLICATION, appauthor=False)


def _named(variable: str) -> Path | None:
    folder = os.environ.get(variable)
    return Path(folder) if folder else None
