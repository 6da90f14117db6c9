"""A user's pairs, prepared for training: registered, and cut to pieces that fit into memory, in a folder.

Each pair has a small copy of the whole photo, for the light, and pieces at full size, for the noise. The
light of a piece is that of the whole photo, as in use. Clean photos for training have no dark one: it is made
anew for each sample.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.field_coding import from_fields, to_fields
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.photograph import photo_from_srgb
from lowexp_gui.photo.reading import read_complete_photo
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.strict_json import JsonLimits, read_json
from lowexp_gui.training.camera_noise.profile import CameraNoise
from lowexp_gui.training.data.pairs import DataError, Pair, srgb_codes
from lowexp_gui.training.finetuning.calculated_pairs import clean_copy, dark_photo
from lowexp_gui.training.finetuning.scene_split import SplitPart
from lowexp_gui.training.pair_matching.candidates import Candidate, Verdict
from lowexp_gui.training.pair_matching.registration import registered
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

COPY_SIDE = 256
"""Long side of the small copies, pixels."""
PIECE = 512
"""Side of the pieces of photos that have more than WHOLE_PIXELS, pixels."""
WHOLE_PIXELS = 1 << 20
_MOST_PIECES = 4
ALL_PIXELS = 64 << 20
"""Of the pieces of a part together: with two photos of three bytes a pixel, 400 MB."""
_INDEX = "pairs.json"
_INDEX_LIMITS = JsonLimits(size=200_000_000, values=10_000_000, paths=True)
_FILE = re.compile(r"[0-9]{5,6}(\.[0-9])?\.(low|high)\.png")

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Piece:
    """A part of both photos of a pair, at full size.

    Attributes:
        low, high: files beside the index; for clean photos in training, both are the same file.
        left, top: where it begins in the whole photo, pixels.
    """

    low: str
    high: str
    left: int
    top: int


@dataclass(frozen=True)
class PreparedPair:
    """A pair, prepared for training or measuring.

    Attributes:
        part: what it is for.
        scene: pairs of one number show one scene.
        source: name of the dark photo's file.
        width, height: of the registered photos, pixels.
        low, high: files of the small copies, beside the index.
        pieces: empty if other pairs have used up the memory; such a pair trains the light alone.
    """

    part: SplitPart
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
    notes: tuple[Sentence, ...]

    def of(self, part: SplitPart) -> tuple[PreparedPair, ...]:
        """Those of a part."""
        return tuple(each for each in self.pairs if each.part is part)

    def copies(self, part: SplitPart) -> list[Pair]:
        """The small copies of a part."""
        return [Pair(self.folder / each.low, self.folder / each.high) for each in self.of(part)]

    def pieces(self, part: SplitPart) -> list[Pair]:
        """The pieces at full size of a part."""
        return [
            Pair(self.folder / piece.low, self.folder / piece.high)
            for each in self.of(part)
            for piece in each.pieces
        ]


def prepare(
    chosen: Sequence[tuple[Candidate, SplitPart]],
    folder: Path,
    seed: int,
    report: Callable[[int, int], None],
    cancel: Event,
    camera: CameraNoise | None = None,
    all_pixels: int = ALL_PIXELS,
) -> PreparedPairs:
    """Write the pieces of pairs into a folder, or find them there.

    Args:
        seed: of the places of the pieces, and of what is calculated.
        report: told of pairs done, and of all.
        camera: whose noise dark photos get that are made from clean ones; without any, there are none.
        all_pixels: of the pieces of a part together, at most.

    Raises:
        Cancelled: `cancel` was set.
        PhotoError: the folder cannot be written to.
        DataError: the folder holds a damaged index.
    """
    if (folder / _INDEX).is_file():
        return _read_index(folder)
    folder.mkdir(parents=True, exist_ok=True)
    pairs, notes = [], []
    shares = {
        part: _Shares([each for each, other in chosen if other is part], all_pixels) for part in SplitPart
    }
    for number, (candidate, part) in enumerate(chosen):
        check(cancel)
        share = shares[part].next()
        try:
            low, high = _pictures(candidate, part, camera, np.random.default_rng((seed, number, 1)))
            places = _places(high.shape[1], high.shape[0], share, np.random.default_rng((seed, number)))
            pairs.append(_written(number, candidate, part, (low, high), places, folder))
            shares[part].take(sum(width * height for _, _, width, height in places))
        except _LeftOut as left_out:
            notes.append(left_out.sentence)
        report(number + 1, len(chosen))
    index = _Index(tuple(pairs), tuple(notes))
    save_bytes(json.dumps(to_fields(index), indent=1).encode(), folder / _INDEX, replace=True, private=True)
    return PreparedPairs(folder, index.pairs, index.notes)


@dataclass(frozen=True)
class _Index:
    """What is kept beside the pictures; see PreparedPairs."""

    pairs: tuple[PreparedPair, ...]
    notes: tuple[Sentence, ...]


class _Shares:
    """How many pixels of pieces each pair of a part may have, so that all together fit into memory.

    Where there are too many pairs for a piece each, some of every scene come first, in the order of the draw,
    and the others get what these leave.
    """

    def __init__(self, candidates: Sequence[Candidate], pixels: int) -> None:
        """The shares of pairs, which come in this order."""
        self._left, self._number, self._count = pixels, 0, len(candidates)
        self._equal = pixels // max(1, len(candidates))
        turns: Counter[int] = Counter()
        order = []
        for number, each in enumerate(candidates):
            order.append((turns[each.scene], number))
            turns[each.scene] += 1
        self._first = {number for _, number in sorted(order)[: pixels // PIECE**2]}

    def next(self) -> int:
        """The share of the next pair, pixels."""
        number, self._number = self._number, self._number + 1
        if self._equal >= PIECE**2:
            return self._equal
        least = PIECE**2 if number in self._first else 0
        self._first.discard(number)
        free = self._left - len(self._first) * PIECE**2
        return max(least, free // (self._count - number))

    def take(self, pixels: int) -> None:
        """Count what the last pair has taken."""
        self._left -= pixels


class _LeftOut(UserError):
    """A pair cannot be used after all."""


def _pictures(
    candidate: Candidate, part: SplitPart, camera: CameraNoise | None, random: np.random.Generator
) -> tuple[Pixels, Pixels]:
    """The dark photo of a pair and its reference; for clean photos in training, twice the same."""
    low_path, high_path = candidate.low, candidate.high
    if candidate.verdict is Verdict.EXCHANGED:
        low_path, high_path = high_path, low_path
    try:
        if candidate.is_calculated and camera is not None:
            clean = clean_copy(read_complete_photo(high_path))
            return (clean if part is SplitPart.TRAINING else dark_photo(clean, camera, random)), clean
        low, high = (srgb_codes(read_complete_photo(path)) for path in (low_path, high_path))
    except PhotoError as error:
        raise _LeftOut(error.sentence) from error
    low, high, far = registered(low, high, candidate.shift)
    if far and candidate.chosen is None:
        raise _LeftOut(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{photo} is shifted too far; it is left out."),
                photo=quoted(high_path),
            )
        )
    return low, high


def _written(
    number: int,
    candidate: Candidate,
    part: SplitPart,
    pictures: tuple[Pixels, Pixels],
    places: Sequence[tuple[int, int, int, int]],
    folder: Path,
) -> PreparedPair:
    """A pair in files: its pieces, and a small copy."""
    low, high = pictures
    name = f"{number:05}"
    sides = ("high", "high") if low is high else ("low", "high")
    pieces = []
    for place, (left, top, columns, rows) in enumerate(places):
        cut = (slice(top, top + rows), slice(left, left + columns))
        files = f"{name}.{place}.{sides[0]}.png", f"{name}.{place}.{sides[1]}.png"
        for file, picture in dict(zip(files, pictures, strict=True)).items():
            _save(picture[cut], folder / file)
        pieces.append(Piece(*files, left, top))
    copies = f"{name}.{sides[0]}.png", f"{name}.{sides[1]}.png"
    for file, picture in dict(zip(copies, pictures, strict=True)).items():
        small = working_copy(photo_from_srgb(picture), COPY_SIDE)
        _save(np.round(small * 255).astype(np.uint8), folder / file)
    source = (candidate.high if candidate.verdict is Verdict.EXCHANGED else candidate.low).name
    height, width = high.shape[:2]
    return PreparedPair(part, candidate.scene, source, width, height, *copies, tuple(pieces))


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


def _save(picture: Pixels, path: Path) -> None:
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(buffer, "png", compress_level=1)
    save_bytes(buffer.getvalue(), path, replace=True)


def _check(pair: PreparedPair) -> None:
    """Raise ValueError for what `prepare` does not write."""
    files = [pair.low, pair.high, *(file for piece in pair.pieces for file in (piece.low, piece.high))]
    if not all(map(_FILE.fullmatch, files)):
        raise ValueError("a file is not one of a pair")
    sizes = (
        pair.width - 1,
        pair.height - 1,
        *(side for piece in pair.pieces for side in (piece.left, piece.top)),
    )
    if min(sizes) < 0:
        raise ValueError("a size makes no sense")


def _read_index(folder: Path) -> PreparedPairs:
    try:
        index = from_fields(_Index, read_json(folder / _INDEX, _INDEX_LIMITS))
        for pair in index.pairs:
            _check(pair)
        return PreparedPairs(folder, index.pairs, index.notes)
    except (OSError, ValueError) as error:
        raise DataError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The list of prepared pairs in {folder} is damaged; delete that folder."
                ),
                folder=in_quotes(folder),
            )
        ) from error
