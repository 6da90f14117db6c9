"""Strips of large pictures: what measures work through, so that memory does not grow with the picture."""

from collections.abc import Iterator

_PIXELS = 1_000_000


def strips(height: int, width: int, margin: int = 0, pixels: int | None = None) -> Iterator[slice]:
    """Rows that cover a picture, at least one at a time.

    Args:
        height, width: of the picture.
        pixels: about as many in a strip; None for the usual number.
        margin: rows that each strip reaches over on both sides; the outermost rows are then margin only.
    """
    step = max(1, (pixels or _PIXELS) // max(1, width))
    for top in range(margin, height - margin, step):
        yield slice(top - margin, min(top + step, height - margin) + margin)
