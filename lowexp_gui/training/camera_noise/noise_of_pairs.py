"""The noise of a user's camera, estimated from the pairs for training."""

import logging
from pathlib import Path

from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.camera_noise.noise_estimation import estimate_of_pairs
from lowexp_gui.training.camera_noise.profile import CameraNoise, read_camera_noise
from lowexp_gui.training.data.pairs import DataError, read_pixels
from lowexp_gui.training.finetuning.prepared_pairs import PreparedPairs
from lowexp_gui.training.finetuning.scene_split import SplitPart

_MOST_PIECES = 24
_log = logging.getLogger(__name__)


def noise_of_pairs(prepared: PreparedPairs, file: Path) -> CameraNoise | None:
    """The noise in some of the pieces for training; None if they show too little.

    Args:
        file: where it is kept, so that a run that goes on need not measure again.

    Raises:
        PhotoError: the file cannot be written.
    """
    if file.is_file():
        try:
            return read_camera_noise(file)
        except (OSError, ValueError):
            _log.warning("The noise in %s cannot be read; it is measured again.", file)
    pieces = prepared.pieces(SplitPart.TRAINING)
    if not pieces:
        return None
    some = pieces[:: -(-len(pieces) // _MOST_PIECES)]
    photos = [
        (photo_from_srgb(read_pixels(each.low)), photo_from_srgb(read_pixels(each.high))) for each in some
    ]
    try:
        noise = estimate_of_pairs(photos)
    except DataError as error:
        _log.info("No noise could be measured in the pairs: %s", error)
        return None
    save_bytes(noise.to_json().encode(), file, replace=True)
    return noise
