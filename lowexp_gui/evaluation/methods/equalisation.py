"""Histogram equalisation of a photo's luma, of the whole or of tiles."""

from itertools import pairwise
from threading import Event

import numpy as np
from numpy.typing import NDArray

from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.evaluation.methods.luma import (
    LEVELS,
    equalising,
    level_counts,
    level_of,
    luma,
    mapped,
    with_luma,
)
from lowexp_gui.evaluation.methods.method import Method, Progress
from lowexp_gui.evaluation.methods.rows import by_rows
from lowexp_gui.photo.pixels import FloatImage
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_TILES = 8
_CLIP = 4.0


def _equalised(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    values = equalising(level_counts(photo, cancel))

    def change(rows: slice) -> FloatImage:
        return with_luma(photo[rows], mapped(luma(photo[rows]), values))

    return by_rows(photo, change, progress, cancel, begun=0.3)


def _adaptively_equalised(photo: FloatImage, progress: Progress, cancel: Event) -> FloatImage:
    """Each pixel by the tables of the four tiles around it, bilinearly."""
    height, width = photo.shape[:2]
    down, across = (
        np.linspace(0, side, min(_TILES, side) + 1).round().astype(int) for side in (height, width)
    )
    tables = np.empty((len(down) - 1, len(across) - 1, LEVELS), np.float32)
    for row, (top, bottom) in enumerate(pairwise(down)):
        for column, (left, right) in enumerate(pairwise(across)):
            check(cancel)
            tables[row, column] = _limited_table(luma(photo[top:bottom, left:right]))
        progress(0.4 * (row + 1) / len(tables))
    columns, beside = _between(np.arange(width), width, tables.shape[1])

    def change(rows: slice) -> FloatImage:
        above, below = _between(np.arange(height)[rows], height, tables.shape[0])
        grey = luma(photo[rows])
        exact = grey * np.float32(LEVELS - 1)
        level = np.minimum(exact.astype(np.intp), LEVELS - 2)
        share = exact - level
        new = np.zeros_like(grey)
        for tile_rows, weight_down in ((above, 1 - below), (np.minimum(above + 1, len(tables) - 1), below)):
            for tile_columns, weight_across in (
                (columns, 1 - beside),
                (np.minimum(columns + 1, tables.shape[1] - 1), beside),
            ):
                place = (tile_rows[:, None], tile_columns[None, :])
                low, high = tables[*place, level], tables[*place, level + 1]
                new += (weight_down[:, None] * weight_across[None, :]) * (low + (high - low) * share)
        return with_luma(photo[rows], new)

    return by_rows(photo, change, progress, cancel, begun=0.4)


def _limited_table(grey: FloatImage) -> NDArray[np.floating]:
    """What each level of a tile becomes, 0..1, (256,), with the steepness limited."""
    counts = np.bincount(level_of(grey).ravel(), minlength=LEVELS).astype(np.float64)
    limit = max(1.0, _CLIP * grey.size / LEVELS)
    kept = np.minimum(counts, limit)
    kept += (counts.sum() - kept.sum()) / LEVELS
    table: NDArray[np.floating] = np.cumsum(kept) / grey.size
    return table


def _between(positions: NDArray[np.intp], length: int, tiles: int) -> tuple[NDArray[np.intp], FloatImage]:
    """The tile before each position, and how far that is on the way to the next one's middle, 0..1."""
    place = ((positions + 0.5) * (tiles / length) - 0.5).clip(0, tiles - 1)
    before = place.astype(np.intp)
    return before, (place - before).astype(np.float32)


EQUALISATION = Method(
    name="he",
    title=QT_TRANSLATE_NOOP("sources", "Histogram equalisation"),
    paper=f"Equalisation of luma, at {LEVELS} levels. R. Hummel: Image enhancement by histogram "
    "transformation, Computer Graphics and Image Processing 6 (1977).",
    run=_equalised,
    compare_rank=1,
)
ADAPTIVE_EQUALISATION = Method(
    name="clahe",
    title=QT_TRANSLATE_NOOP("sources", "CLAHE"),
    paper=f"Equalisation of luma in {_TILES} × {_TILES} tiles, steepness at most {_CLIP:.0f}. K. Zuiderveld: "
    "Contrast limited adaptive histogram equalization, Graphics Gems IV (1994).",
    run=_adaptively_equalised,
    compare_rank=2,
)
