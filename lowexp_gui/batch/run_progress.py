"""How far a run is, and how long it will still take: counted in pixels, so that large photos count more."""

import time
import warnings
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.photograph import PILLOW_FORMATS

_USUAL_PIXELS_A_BYTE = 4.0
_LONG_ENOUGH = 0.5


def header_pixels(path: Path) -> int:
    """The pixels of a photo by its header alone; where that tells nothing, the size of the file in bytes.

    Camera raw files have about one byte a pixel. 0 where there is no file to be read.
    """
    try:
        if not path.is_file():
            return 0
        with decoding(path), warnings.catch_warnings(), path.open("rb") as stream:
            # Nothing is decoded here.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=PILLOW_FORMATS) as picture:
                return picture.width * picture.height
    except Exception:
        # Parsers of damaged headers raise nearly anything; reading the photo will say what is wrong.
        try:
            return path.stat().st_size
        except (OSError, ValueError):
            return 0


class RunProgress:
    """What is done of a run, and what is left; for one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._running: dict[int, tuple[int, float]] = {}
        self._settled = 0.0
        self._worked = 0.0
        self._waiting_bytes = 0
        self._seen_bytes, self._seen_pixels = 0, 0
        self._active = 0.0
        self._since: float | None = None

    def wait(self, waiting_bytes: int) -> None:
        """So much waits, bytes of files."""
        self._waiting_bytes = waiting_bytes

    def begin(self, id: int, pixels: int, size: int) -> None:  # noqa: A002
        """A photo of so many pixels, and bytes of its file, is begun."""
        self._running[id] = pixels, 0.0
        self._seen_bytes += size
        self._seen_pixels += pixels

    def advance(self, id: int, done: float) -> None:  # noqa: A002
        """A photo is done to a share of 0..1."""
        pixels, before = self._running[id]
        self._worked += pixels * (done - before)
        self._running[id] = pixels, done

    def end(self, id: int) -> None:  # noqa: A002
        """A photo is done with, whether there was much to do or not."""
        self._settled += self._running.pop(id)[0]

    def pause(self, paused: bool) -> None:
        """Time that passes while it is paused, or before this is first called with False, does not count."""
        now = self._clock()
        if self._since is not None:
            self._active += now - self._since
        self._since = None if paused else now

    @property
    def done(self) -> float:
        """Share of all work, 0..1."""
        settled = self._settled + sum(pixels * done for pixels, done in self._running.values())
        whole = settled + self._left
        return settled / whole if whole else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds at the speed so far; None while that is not known."""
        active = self._active + (0.0 if self._since is None else self._clock() - self._since)
        if active < _LONG_ENOUGH or self._worked <= 0:
            return None
        return self._left * active / self._worked

    @property
    def _left(self) -> float:
        """Pixels that are still to be done; those of files not looked into yet by their bytes."""
        pixels_a_byte = self._seen_pixels / self._seen_bytes if self._seen_bytes else _USUAL_PIXELS_A_BYTE
        return self._waiting_bytes * pixels_a_byte + sum(
            pixels * (1 - done) for pixels, done in self._running.values()
        )
