"""Reading of the files that `lowexp lab noise --json` writes."""

from pathlib import Path

from lowexp_gui.errors import Sentence, system_reason
from lowexp_gui.photo.errors import quoted
from lowexp_gui.training.camera_noise.profile import CameraNoise, read_camera_noise
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


def read_camera(path: Path) -> CameraNoise:
    """The noise in a file.

    Raises:
        DataError: the file is of another kind or cannot be read.
    """
    try:
        return read_camera_noise(path)
    except OSError as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {reason}."),
                file=quoted(path),
                reason=system_reason(error),
            )
        ) from error
    except ValueError as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{file} is not a noise measurement; make one with `lowexp lab noise … --json FILE`.",
                ),
                file=quoted(path),
            )
        ) from error
