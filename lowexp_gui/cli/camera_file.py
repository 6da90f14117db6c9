"""A camera's noise from the file that `lowexp noise --json` wrote."""

from pathlib import Path

from lowexp_gui.photo.errors import quoted
from lowexp_gui.training.camera_noise import CameraNoise, camera_noise_from_json
from lowexp_gui.training.pairs import DataError

_LARGEST = 100_000


def read_camera(path: Path) -> CameraNoise:
    """The noise in a file.

    Raises:
        DataError: it is something else, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
        return camera_noise_from_json(content.decode())
    except OSError as error:
        raise DataError(f"{quoted(path)} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"{quoted(path)} is no camera's noise; write it by `lowexp noise … --json FILE`."
        ) from error
