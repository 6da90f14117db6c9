"""A person's pairs as they are taught: registered, and cut to pieces that fit into memory, in a run's folder.

Of each pair there are a small copy of the whole photo, for the light, and pieces at full size, for the noise;
the light of a piece is that of the whole photo, as in use.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.candidates import Candidate, Verdict
from lowexp_gui.training.holding_back import Part
from lowexp_gui.training.pairs import DataError, Pair
from lowexp_gui.training.registering import registered

COPY_SIDE = 256
"""Long side of the small copies, pixels."""
PIECE = 512
"""Side of the pieces of photos that have more than WHOLE_PIXELS, pixels."""
WHOLE_PIXELS = 1 << 20
_MOST_PIECES = 4
_ALL_PIXELS = 64 << 20
"""Of the pieces of a part together: with two photos of three bytes a pixel, 400 MB."""
_INDEX = "pairs.json"
_ROWS_AT_ONCE = 256

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Piece:
    """A part of both photos of a pair, at full size.

    Attributes:
        low, high: files beside the index.
        left, top: where it begins in the whole photo, pixels.
    """

    low: str
    high: str
    left: int
    top: int


@dataclass(frozen=True)
class PreparedPair:
    """A pair as it is taught or measured with.

    Attributes:
        part: what it is for.
        scene: pairs of one number show one scene.
        source: name of the dark photo's file.
        width, height: of the registered photos, pixels.
        low, high: files of the small copies, beside the index.
        pieces: none where others have used up the memory.
    """

    part: Part
    scene: int
    source: str
    width: int
    height: int
    low: str
    high: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class PreparedPairs:
    """All pairs of a run.

    Attributes:
        folder: that the files lie in.
        pairs: in the order in which they were prepared.
        notes: pairs that were left out after all, in sentences.
    """

    folder: Path
    pairs: tuple[PreparedPair, ...]
    notes: tuple[str, ...]

    def of(self, part: Part) -> tuple[PreparedPair, ...]:
        """Those of a part."""
        return tuple(each for each in self.pairs if each.part is part)

    def copies(self, part: Part) -> list[Pair]:
        """The small copies of a part."""
        return [Pair(self.folder / each.low, self.folder / each.high) for each in self.of(part)]

    def pieces(self, part: Part) -> list[Pair]:
        """The pieces at full size of a part."""
        return [
            Pair(self.folder / piece.low, self.folder / piece.high)
            for each in self.of(part)
            for piece in each.pieces
        ]


def prepare(
    chosen: Sequence[tuple[Candidate, Part]],
    folder: Path,
    seed: int,
    report: Callable[[int, int], None],
    cancel: Event,
) -> PreparedPairs:
    """Write the pieces of pairs into a folder, or find them there.

    Args:
        seed: of the places of the pieces.
        report: told of pairs done, and of all.

    Raises:
        Cancelled: `cancel` was set.
        PhotoError: the folder cannot be written to.
        DataError: the folder holds a damaged index.
    """
    if (folder / _INDEX).is_file():
        return _read_index(folder)
    folder.mkdir(parents=True, exist_ok=True)
    pairs, notes = [], []
    for number, (candidate, part) in enumerate(chosen):
        check(cancel)
        share = _ALL_PIXELS // max(1, sum(other is part for _, other in chosen))
        try:
            pairs.append(_prepared(number, candidate, part, folder, share, seed))
        except _LeftOut as left_out:
            notes.append(str(left_out))
        report(number + 1, len(chosen))
    index = {"pairs": [asdict(each) for each in pairs], "notes": notes}
    save_bytes(json.dumps(index, indent=1).encode(), folder / _INDEX, replace=True)
    return PreparedPairs(folder, tuple(pairs), tuple(notes))


class _LeftOut(Exception):
    """A pair cannot be used after all; the message says why."""


def _prepared(
    number: int, candidate: Candidate, part: Part, folder: Path, share: int, seed: int
) -> PreparedPair:
    low_path, high_path = candidate.low, candidate.high
    if candidate.verdict is Verdict.EXCHANGED:
        low_path, high_path = high_path, low_path
    try:
        low, high = (_srgb(read_photo(path)) for path in (low_path, high_path))
    except PhotoError as error:
        raise _LeftOut(str(error)) from error
    low, high, far = registered(low, high, candidate.shift)
    if far and candidate.chosen is None:
        raise _LeftOut(f"{quoted(high_path)} is shifted too far; it is left out.")
    name = f"{number:05}"
    height, width = low.shape[:2]
    pieces = []
    places = _places(width, height, share, np.random.default_rng((seed, number)))
    for place, (left, top, columns, rows) in enumerate(places):
        cut = (slice(top, top + rows), slice(left, left + columns))
        files = f"{name}.{place}.low.png", f"{name}.{place}.high.png"
        for file, picture in zip(files, (low, high), strict=True):
            _save(picture[cut], folder / file)
        pieces.append(Piece(*files, left, top))
    copies = f"{name}.low.png", f"{name}.high.png"
    for file, picture in zip(copies, (low, high), strict=True):
        small = working_copy(photo_from_srgb(picture), COPY_SIDE)
        _save(np.round(small * 255).astype(np.uint8), folder / file)
    return PreparedPair(part, candidate.scene, low_path.name, width, height, *copies, tuple(pieces))


def _places(
    width: int, height: int, share: int, random: np.random.Generator
) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the pieces of a photo, of `share` pixels together at most."""
    if width * height <= min(WHOLE_PIXELS, share):
        return [(0, 0, width, height)]
    columns, rows = min(PIECE, width), min(PIECE, height)
    count = min(_MOST_PIECES, share // (columns * rows))
    return [
        (int(random.integers(width - columns + 1)), int(random.integers(height - rows + 1)), columns, rows)
        for _ in range(count)
    ]


def _srgb(photo: Photo) -> Pixels:
    """8-bit sRGB; colours outside of it are clipped."""
    codes = np.empty((photo.height, photo.width, 3), np.uint8)
    for top in range(0, photo.height, _ROWS_AT_ONCE):
        values = photo.quantisation.decode(photo.pixels[top : top + _ROWS_AT_ONCE])
        codes[top : top + _ROWS_AT_ONCE] = np.round(np.clip(values, 0, 1) * 255)
    return codes


def _save(picture: Pixels, path: Path) -> None:
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(buffer, "png", compress_level=1)
    save_bytes(buffer.getvalue(), path, replace=True)


def _read_index(folder: Path) -> PreparedPairs:
    try:
        index = json.loads((folder / _INDEX).read_text("utf-8"))
        pairs = tuple(
            PreparedPair(
                **each
                | {"part": Part(each["part"]), "pieces": tuple(Piece(**piece) for piece in each["pieces"])}
            )
            for each in index["pairs"]
        )
        return PreparedPairs(folder, pairs, tuple(str(note) for note in index["notes"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The list of prepared pairs in “{folder}” is damaged; delete that folder."
        ) from error
