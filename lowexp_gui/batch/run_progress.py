"""Progress and remaining time of a run, counted in pixels."""

import time
import warnings
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from lowexp_gui.photo.decoder_complaints import decoding
from lowexp_gui.photo.formats.photo_format import PILLOW_FORMATS

_USUAL_PIXELS_A_BYTE = 4.0
_LONG_ENOUGH = 0.5


def header_pixels(path: Path) -> int:
    """The number of pixels of a photo by its header, or the file's size in bytes if the header is unknown.

    Camera raw files have about one byte per pixel. 0 if the file cannot be read.
    """
    try:
        if not path.is_file():
            return 0
        with decoding(path), warnings.catch_warnings(), path.open("rb") as stream:
            # The picture is not decoded here.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=PILLOW_FORMATS) as picture:
                return picture.width * picture.height
    except Exception:
        # Parsers raise almost any exception for damaged headers; reading the photo reports the problem.
        try:
            return path.stat().st_size
        except (OSError, ValueError):
            return 0


class RunProgress:
    """The progress of a run, used by one thread."""

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
        """Set the size of the waiting files, bytes."""
        self._waiting_bytes = waiting_bytes

    def begin(self, id: int, pixels: int, size: int) -> None:  # noqa: A002
        """A photo with `pixels` pixels and a file of `size` bytes has started."""
        self._running[id] = pixels, 0.0
        self._seen_bytes += size
        self._seen_pixels += pixels

    def advance(self, id: int, done: float) -> None:  # noqa: A002
        """Set the finished share of a photo, 0..1."""
        pixels, before = self._running[id]
        self._worked += pixels * (done - before)
        self._running[id] = pixels, done

    def end(self, id: int) -> None:  # noqa: A002
        """A photo has ended."""
        self._settled += self._running.pop(id)[0]

    def pause(self, paused: bool) -> None:
        """Stop or start the clock, which initially stands."""
        now = self._clock()
        if self._since is not None:
            self._active += now - self._since
        self._since = None if paused else now

    @property
    def done(self) -> float:
        """The finished share of all work, 0..1."""
        settled = self._settled + sum(pixels * done for pixels, done in self._running.values())
        whole = settled + self._left
        return settled / whole if whole else 0.0

    @property
    def seconds_left(self) -> float | None:
        """The remaining seconds at the speed so far; None if unknown."""
        active = self._active + (0.0 if self._since is None else self._clock() - self._since)
        if active < _LONG_ENOUGH or self._worked <= 0:
            return None
        return self._left * active / self._worked

    @property
    def _left(self) -> float:
        """The remaining pixels; for files that have not been opened, estimated by their size."""
        pixels_a_byte = self._seen_pixels / self._seen_bytes if self._seen_bytes else _USUAL_PIXELS_A_BYTE
        return self._waiting_bytes * pixels_a_byte + sum(
            pixels * (1 - done) for pixels, done in self._running.values()
        )
