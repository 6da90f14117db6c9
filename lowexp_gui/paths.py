"""Where the files of a person live.

The system says where, and environment variables move them:

* LOWEXP_CONFIG_DIR: all that the program keeps, into one folder.
* LOWEXP_LOG_DIR: the log and the crash reports.
* LOWEXP_MODELS_DIR: the person's own models. Fine-tuning works beside them.

Nothing here makes a folder or looks whether it is there.
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
    """The log that is written now; full ones are beside it."""
    return log_folder() / "lowexp.log"


def reports_folder() -> Path:
    """Crash reports."""
    return log_folder() / "reports"


def own_models_folder() -> Path:
    """The person's own models."""
    return _named(_MODELS) or _data_folder() / "models"


def finetuning_folder() -> Path:
    """The fine-tuning that the window has under way. In safe mode it is among what goes away."""
    if is_safe_mode():
        return config_folder() / "teaching"
    return own_models_folder().with_name("teaching")


def command_runs_folder() -> Path:
    """Fine-tunings of the command line, each in a folder of its model's name."""
    return own_models_folder().with_name("trainings")


def edits_file() -> Path:
    """The store of what the person chose for photos."""
    return _data_folder() / "edits" / "photos.edits"


def queue_folder() -> Path:
    """Queues, each with its pictures beside it."""
    return _data_folder() / "queues"


def window_queue() -> Path:
    """The queue of the window."""
    return queue_folder() / "window.queue"


def results_folder() -> Path:
    """Results that are kept so that a model need not run again."""
    return _place(platformdirs.user_cache_path) / "results"


def pictures_folder() -> Path:
    """The person's own folder of pictures, where results go that have no photo on disk to lie beside."""
    return platformdirs.user_pictures_path()


def temporary_folder(purpose: str = "") -> TemporaryDirectory[str]:
    """Make a folder that goes away when it is cleaned up, or at the end.

    Args:
        purpose: a word for its name.

    Raises:
        OSError: it cannot be made.
    """
    name = f"{_APPLICATION}-{purpose}-" if purpose else f"{_APPLICATION}-"
    return TemporaryDirectory(prefix=name, ignore_cleanup_errors=True)


def is_chosen_by_person() -> bool:
    """Whether a variable names one of the folders, which may then have other uses too."""
    return any(map(os.environ.get, (_CONFIG, _LOG, _MODELS)))


def is_safe_mode() -> bool:
    """Whether nothing of earlier times may be read."""
    return bool(os.environ.get(_SAFE_MODE))


def is_readable_now(path: Path) -> bool:
    """Whether a file of the person's own may be read: in safe mode, only what was made since it began."""
    since = os.environ.get(_SAFE_MODE)
    try:
        return not since or path.lstat().st_mtime_ns >= int(since)
    except (OSError, ValueError):
        return False


def safe_mode_variables(folder: str, began: int) -> Mapping[str, str]:
    """Environment variables of safe mode: all but the log and the models is kept in a folder.

    Args:
        folder: what goes there is lost at the end.
        began: when, in nanoseconds since 1970.
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
