"""How long a photo takes and how much memory, by model and size, beside work that anybody can compare with.

Each measurement runs in a process of its own, so that one's memory is not taken for another's; what it does
is in `benchmark_child`.
"""

import math
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event

import numpy as np

from lowexp_gui.bundled import command_line, sample_photo
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.field_coding import from_fields
from lowexp_gui.paths import temporary_folder
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.pixels import Codes
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo
from lowexp_gui.strict_json import JsonLimits, parse_json

DEFAULT_MEGAPIXELS = (0.24, 2.0, 12.0, 24.0, 60.0)
_ASPECT = 1.5
_DARKER = 0.8
_QUALITY = 92
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Seconds:
    """The shortest time of each part of the work on a photo, and of what it is compared with, seconds.

    Attributes:
        decode: from the bytes of a JPEG to pixels.
        light: from pixels to the illumination map.
        noise: the denoiser, over the whole photo.
        render: from these to the pixels of the final photo.
        encode: from pixels to a JPEG of the same quality as `lowexp enhance` writes.
        convolution: one of 3x3 from 16 to 16 channels over as many pixels, in float32 and channels-last
            order, a tile of 512 pixels at a time.
        copying: the photo's pixels from one place in memory to another.
    """

    decode: float
    light: float
    noise: float
    render: float
    encode: float
    convolution: float
    copying: float

    @property
    def ratio(self) -> float:
        """Light, noise and rendering together, in convolutions."""
        return (self.light + self.noise + self.render) / self.convolution


@dataclass(frozen=True)
class Measured:
    """What came of one model at one size.

    Attributes:
        seconds: how long it took; None if it failed.
        peak_bytes: the most memory that the process held until the first photo was done; None if not known.
        threads: of torch.
        problem: why it failed, as a sentence.
    """

    seconds: Seconds | None = None
    peak_bytes: int | None = None
    threads: int | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Row:
    """A line of the benchmark.

    Attributes:
        model: by name.
        megapixels: as asked for.
        width, height: of the photo, pixels.
        measured: what came of it.
    """

    model: str
    megapixels: float
    width: int
    height: int
    measured: Measured

    def to_fields(self) -> dict[str, object]:
        """The same for JSON, the ratio included."""
        fields = asdict(self)
        ratio = self.measured.seconds.ratio if self.measured.seconds else None
        return fields | {"ratio": ratio}


def photo_size(megapixels: float) -> tuple[int, int]:
    """(width, height) of a test photo of the aspect 3:2, pixels, at least 1."""
    width = math.sqrt(megapixels * 1e6 * _ASPECT)
    return max(1, round(width)), max(1, round(width / _ASPECT))


def synthetic_pixels(width: int, height: int) -> Codes:
    """The bundled sample, made darker, laid side by side with its mirror images: (height, width, 3) uint8."""
    sample = read_photo(sample_photo()).pixels
    tile = np.round(sample * np.float32(_DARKER)).astype(np.uint8)
    tile = np.concatenate((tile, tile[:, ::-1]), axis=1)[:, :width]
    tile = np.concatenate((tile, tile[::-1]))[:height]
    pixels = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, len(tile)):
        for left in range(0, width, tile.shape[1]):
            part = pixels[top : top + len(tile), left : left + tile.shape[1]]
            part[...] = tile[: part.shape[0], : part.shape[1]]
    return pixels


def run_benchmark(
    models: tuple[str, ...],
    megapixels: tuple[float, ...],
    on_begin: Callable[[str, float], None],
    on_row: Callable[[Row], None],
    cancel: Event,
) -> tuple[Row, ...]:
    """Measure models at sizes, the small sizes first.

    Args:
        models: by name.
        on_begin: told of the model and megapixels that are measured next.
        on_row: told of each result.

    Raises:
        Cancelled: `cancel` was set; a measurement under way was ended.
        PhotoError: the test photo cannot be made.
    """
    rows = []
    with temporary_folder("benchmark") as folder:
        for size in sorted(megapixels):
            width, height = photo_size(size)
            path = Path(folder) / "photo.jpg"
            pixels = synthetic_pixels(width, height)
            write_photo(
                pixels,
                Photo(pixels),
                path,
                format=PhotoFormat.JPEG,
                encoding=Encoding(_QUALITY),
                replace=True,
            )
            del pixels
            for model in models:
                check(cancel)
                on_begin(model, size)
                rows.append(Row(model, size, width, height, _in_child(model, path, cancel)))
                on_row(rows[-1])
    return tuple(rows)


def _in_child(model: str, photo: Path, cancel: Event) -> Measured:
    """What `benchmark_child` says of a model and a photo."""
    command = [*command_line(), "benchmark-child", model, str(photo)]
    # A session of its own: what a terminal's Ctrl-C ends is this process, which then ends the child.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        try:
            while True:
                check(cancel)
                try:
                    output, errors = child.communicate(timeout=_POLL_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    continue
        except BaseException:
            child.kill()
            raise
    return _measured_from(child.returncode, output, errors)


def _measured_from(code: int, output: str, errors: str) -> Measured:
    if code < 0:
        # On Linux the system ends a program for which there is no memory.
        return Measured(problem=f"The process was ended by signal {-code}; there may be too little memory.")
    try:
        return from_fields(Measured, parse_json(output, JsonLimits(not_finite=True)))
    except ValueError:
        lines = errors.strip().splitlines()
        return Measured(problem=f"It failed: {lines[-1] if lines else f'exit code {code}'}.")
