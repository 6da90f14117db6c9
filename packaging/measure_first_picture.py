"""How soon a photo is seen after a click on it: something, the brightened preview, and the exact picture.

`.venv/bin/python packaging/measure_first_picture.py [--megapixels 24] [--photos 4] [--json FILE]`

For each kind of file a fresh window opens copies of one photo. The first one is timed from the moment when
it is opened (cold: torch, the model and the process that decodes may still be loading), the others from the
choice in the filmstrip (warm). Thumbnails are taken away first, so that nothing is known of the photo.
A time ends with the paint of the large pane.
"""

import argparse
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import tifffile
from measuring.window import MeasuredWindow, PaintWatch, measured_window, write_enlarged_sample
from PIL import Image

from lowexp_gui.app.enhancing.storage_limits import StorageLimits
from lowexp_gui.app.photos.open_photos import OpenPhoto
from lowexp_gui.app.photos.photo_status import WAITING
from lowexp_gui.app.session import Session
from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.app.viewing.source import Source
from lowexp_gui.app.viewing.view_request import Part, Rendered

_KINDS = ("jpg", "jpg with thumbnail", "png", "avif", "dng")


@dataclass(frozen=True)
class Timing:
    """Milliseconds from the click; None for what never came before the exact picture."""

    what: str
    something: float | None
    brightened: float | None
    exact: float


class _Seen:
    """Notes when each picture of the final stage was painted first."""

    def __init__(self, measured: MeasuredWindow) -> None:
        self._measured, self._window = measured, measured.window
        self._watch = PaintWatch(self._window.parts.viewer.canvas_of(Source.FINAL))
        self._window.parts.viewer.store.changed.connect(self._on_change)
        self._waiting: dict[str, float] = {}
        self.begin()

    def begin(self) -> None:
        """From now on."""
        self._begun = perf_counter()
        self._times: dict[str, float] = {}
        self._waiting = {}

    def timing(self, what: str) -> Timing:
        """Wait for the exact picture."""
        self._measured.wait(self._is_exact_painted)
        return Timing(what, self._times.get("something"), self._times.get("brightened"), self._times["exact"])

    def _on_change(self) -> None:
        kinds = []
        if (preview := self._picture(Part.PREVIEW)) is not None:
            kinds += ["something", "brightened"] if preview.brightened else ["something"]
        if self._picture(Part.VIEW) is not None:
            kinds += ["something", "brightened", "exact"]
        for kind in kinds:
            self._waiting.setdefault(kind, perf_counter())

    def _picture(self, part: Part) -> Rendered | None:
        """The picture of the chosen photo; the one before may still be there."""
        found = self._window.parts.viewer.store.find(Source.FINAL, part)
        return found if found is not None and found.key == self._window.session.in_view.key else None

    def _is_exact_painted(self) -> bool:
        for kind, since in self._waiting.items():
            if self._watch.painted > since:
                self._times.setdefault(kind, 1000 * (self._watch.painted - self._begun))
        return "exact" in self._times


def photo_file(folder: Path, kind: str, megapixels: float) -> Path:
    """The sample in a format, at a size."""
    suffix = kind.split()[0]
    if kind == "jpg with thumbnail":
        path = write_enlarged_sample(folder, megapixels)
        return _with_thumbnail(path, folder / f"with thumbnail of {megapixels:g}.jpg")
    if suffix != "dng":
        return write_enlarged_sample(folder, megapixels, suffix)
    return _raw(write_enlarged_sample(folder, megapixels), folder / f"sample of {megapixels:g}.dng")


def _with_thumbnail(path: Path, target: Path) -> Path:
    """A JPEG with a small picture in its EXIF block, as cameras write it."""
    import io
    import struct

    with Image.open(path) as image:
        small = image.copy()
    small.thumbnail((160, 160))
    stream = io.BytesIO()
    small.save(stream, "JPEG")
    thumb = stream.getvalue()
    first = struct.pack("<HHHIII", 1, 0x0112, 3, 1, 1, 26)
    second = (
        struct.pack("<H", 3)
        + b"".join(
            struct.pack("<HHII", tag, kind, 1, value)
            for tag, kind, value in ((0x0103, 3, 6), (0x0201, 4, 26 + 42), (0x0202, 4, len(thumb)))
        )
        + struct.pack("<I", 0)
    )
    block = b"II*\0" + struct.pack("<I", 8) + first + second + thumb
    data = path.read_bytes()
    body = b"Exif\0\0" + block
    target.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:])
    return target


def _raw(path: Path, target: Path) -> Path:
    """A raw file of an RGGB sensor that saw the photo, without an embedded JPEG."""
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB"))[: image.height // 2 * 2, : image.width // 2 * 2]
    linear = ((pixels / np.float32(255)) ** np.float32(2.2) * 16383).astype(np.uint16)
    mosaic = np.empty(pixels.shape[:2], np.uint16)
    for down, across, channel in ((0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 2)):
        mosaic[down::2, across::2] = linear[down::2, across::2, channel]
    matrix = (3.24, -1.54, -0.5, -0.97, 1.88, 0.04, 0.06, -0.2, 1.06)
    tags = [
        (271, "s", 0, "Lowlight Cameras", True),
        (272, "s", 0, "Model 1", True),
        (33421, "H", 2, (2, 2), True),
        (33422, "B", 4, (0, 1, 1, 2), True),
        (50706, "B", 4, (1, 4, 0, 0), True),
        (50708, "s", 0, "Lowlight Model 1", True),
        (50717, "I", 1, 16383, True),
        (50721, "2i", 9, [part for each in matrix for part in (round(each * 10000), 10000)], True),
        (50728, "2I", 3, [1, 1, 1, 1, 1, 1], True),
        (50778, "H", 1, 21, True),
    ]
    tifffile.imwrite(target, mosaic, photometric=32803, metadata=None, extratags=tags)
    return target


def measure(kind: str, megapixels: float, photos: int) -> tuple[Timing, Timing]:
    """The first photo, and the median of the others."""
    with tempfile.TemporaryDirectory() as made, measured_window() as (measured, _):
        source = photo_file(Path(made), kind, megapixels)
        folder = Path(made) / "photos"
        folder.mkdir()
        for number in range(photos):
            shutil.copy(source, folder / f"{number}{source.suffix}")
        window = measured.window
        window.commands.view.arrangements[Arrangement.SINGLE].trigger()
        seen = _Seen(measured)
        window.session.set_limits(replace(StorageLimits(), disk=0))
        window.open_paths((folder,))
        cold = seen.timing(f"{kind}, first")
        measured.wait(lambda: not window.session.activity.is_busy)
        measured.settle()
        session, warm = window.session, []
        for row in range(1, photos):
            _forget(session, session.open_photos.at(row))
            seen.begin()
            session.in_view.select_row(row)
            warm.append(seen.timing(kind))
            measured.wait(lambda: not session.activity.is_busy)
            measured.settle()
    return cold, _median(f"{kind}, next", warm)


def _forget(session: Session, photo: OpenPhoto) -> None:
    """As if nothing had been made of a photo yet, not even in the background."""
    photo.small = photo.brightened = photo.brightened_with = None
    session._memory_cache.drop(photo.key)
    session.open_photos.set_status(photo.key, WAITING)


def _median(what: str, timings: list[Timing]) -> Timing:
    def of(values: list[float | None]) -> float | None:
        known = [each for each in values if each is not None]
        return median(known) if known else None

    return Timing(
        what,
        of([each.something for each in timings]),
        of([each.brightened for each in timings]),
        median([each.exact for each in timings]),
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--photos", type=int, default=4)
    parser.add_argument("--kind", choices=_KINDS, action="append", help="default: all")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    rows: list[Timing] = []
    for kind in chosen.kind or _KINDS:
        rows += measure(kind, chosen.megapixels, chosen.photos)
    print(f"{'milliseconds':30} something  brightened   exact")
    for row in rows:
        cells = ("-" if each is None else f"{each:.0f}" for each in (row.something, row.brightened))
        print(f"{row.what:30} {next(cells):>9}  {next(cells):>10}  {row.exact:6.0f}")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=2))


if __name__ == "__main__":
    main()
