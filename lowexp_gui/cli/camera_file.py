"""A camera's noise from the file that `lowexp lab noise --json` wrote."""

from pathlib import Path

from lowexp_gui.photo.errors import quoted
from lowexp_gui.training.camera_noise import CameraNoise, read_camera_noise
from lowexp_gui.training.pairs import DataError


def read_camera(path: Path) -> CameraNoise:
    """The noise in a file.

    Raises:
        DataError: it is something else, or cannot be read.
    """
    try:
        return read_camera_noise(path)
    except OSError as error:
        raise DataError(f"{quoted(path)} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise DataError(
            f"{quoted(path)} is no camera's noise; write it by `lowexp lab noise … --json FILE`."
        ) from error
