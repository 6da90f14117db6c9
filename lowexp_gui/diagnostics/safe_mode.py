"""Safe mode: the usual settings on the processor; nothing of earlier times is read, and nothing is kept.

Whatever is wrong with a file that the program keeps, or that a person took in, it starts.
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
    """Keep settings, window and results in an empty folder that goes away, and read no own model.

    What a person makes on purpose, such as a model that is taken in, is not lost: it goes where models are
    kept, and those that were there before are not offered until the next start. A teaching that is left
    unfinished goes away.

    Raises:
        OSError, PhotoError: there is no place for the folder.
    """
    with (
        temporary_folder("safe-mode") as folder,
        _environment(safe_mode_variables(folder, time.time_ns())),
    ):
        save_settings(Settings(device="cpu", cache_limit=0, edits=EditsPlace.NOWHERE))
        yield


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Have variables for this process and those that it starts."""
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
