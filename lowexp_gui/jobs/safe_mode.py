"""Safe mode: the usual settings on the processor, with nothing of earlier times and nothing kept."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lowexp_gui.jobs.settings import Settings, log_folder, save_settings
from lowexp_gui.model.shelf import own_models_folder


@contextmanager
def safe_mode() -> Iterator[None]:
    """Keep settings, window and results in an empty folder that goes away; log and own models stay theirs.

    What a person makes on purpose, such as a model that is taught, is not lost: models stay where they are.

    Raises:
        OSError, PhotoError: there is no place for the folder.
    """
    places = {"LOWEXP_LOG_DIR": log_folder(), "LOWEXP_MODELS_DIR": own_models_folder()}
    with (
        tempfile.TemporaryDirectory(prefix="lowexp-safe-mode-", ignore_cleanup_errors=True) as folder,
        _environment(places | {"LOWEXP_CONFIG_DIR": Path(folder)}),
    ):
        save_settings(Settings(device="cpu", cache_limit=0))
        yield


@contextmanager
def _environment(values: Mapping[str, Path]) -> Iterator[None]:
    """Have variables for this process and those that it starts."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update({name: str(value) for name, value in values.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
