"""`lowexp lab noise`: a camera's noise by brightness, from its photos."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.terminal import say, say_json
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.errors import PhotoError, printable, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.camera_noise.noise_estimation import estimate_of_files
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LEVELS = (16, 32, 64, 96, 128, 192, 240)
"""8-bit values whose noise is printed."""


def noise_and_exit(photos: Sequence[Path], json_file: Path | None) -> None:
    """Measure and print. Exits with 0, with 1 and an error message, or with 130 if interrupted.

    Args:
        json_file: file for the noise as JSON; “-” prints JSON to standard output instead of the table.
    """
    printed = json_file is not None and str(json_file) == "-"
    try:
        if json_file is not None and not printed:
            _check_target(json_file, photos)
        with cancelled_by_interrupt() as cancel:
            noise = estimate_of_files(photos, cancel)
        if json_file is not None and not printed:
            save_bytes(noise.to_json().encode(), json_file, replace=True)
    except Cancelled:
        say("Stopped. Nothing was written.", error=True)
        sys.exit(INTERRUPTED)
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
    if printed:
        say_json(noise.to_json())
    else:
        say(*_in_words(noise))
    if json_file is not None and not printed:
        say(f"Written: {printable(str(json_file))}")


def _check_target(target: Path, photos: Sequence[Path]) -> None:
    """Refuse to overwrite a photo."""
    if any(target.exists() and photo.exists() and photo.samefile(target) for photo in photos):
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} is one of the photos; choose another name for the JSON file."
                ),
                file=quoted(target),
            ),
            target,
        )


def _in_words(noise: CameraNoise) -> list[str]:
    red, _, blue = noise.channel_gain
    shot, read = (10**spread for spread in (noise.shot_spread, noise.read_spread))
    lines = [
        f"Measured from {noise.source}, {noise.blocks} squares of 8 x 8 pixels.",
        "In linear light of full scale, before white balance:",
        f"  shot {noise.shot:.3g} (within a factor of {shot:.2f}): variance per light",
        f"  read {noise.read:.3g} (within a factor of {read:.2f}): standard deviation in the dark",
        f"  gain red {red:.2f}, green 1, blue {blue:.2f}; neighbours share {noise.blur:.2f} of it (0 to 1)",
        "8-bit value: standard deviation of red, green and blue, in 8-bit values",
    ]
    for level in _LEVELS:
        deviations = "  ".join(
            f"{noise.encoded_deviation(level / 255, channel) * 255:5.2f}" for channel in range(3)
        )
        lines.append(f"  {level:3}: {deviations}")
    return lines
