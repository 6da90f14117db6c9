"""Safe mode: default settings on the CPU; saved state is neither read nor written.

The program starts even if a stored file or an imported model is damaged.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lowexp_gui.config.settings import (
    Settings,
    save_settings,
)
from lowexp_gui.edits.photo_edits import EditsPlace
from lowexp_gui.paths import safe_mode_variables, temporary_folder


@contextmanager
def safe_mode() -> Iterator[None]:
    """Use a temporary folder for settings, window state and results, and do not read the user's models.

    What the user creates on purpose, such as an imported model, is kept in the usual folder of models.
    Existing models are not offered until the next start. An unfinished fine-tuning is deleted.

    Raises:
        OSError, PhotoError: the folder cannot be created.
    """
    with (
        temporary_folder("safe-mode") as folder,
        _environment(safe_mode_variables(folder, time.time_ns())),
    ):
        save_settings(Settings(device="cpu", cache_limit=0, edits=EditsPlace.NOWHERE))
        yield


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for this process and its children inside the context."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
