"""Square patches of a grey picture: taken out, and put back together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class PatchGrid:
    """Where the patches of a picture lie.

    Attributes:
        tops, lefts: of the rows and columns of patches.
        side: of a patch, pixels.
        height, width: of the picture.
    """

    tops: NDArray[np.intp]
    lefts: NDArray[np.intp]
    side: int
    height: int
    width: int

    def patches(self, plane: Plane) -> Vectors:
        """All patches, row by row, (N, side * side)."""
        windows = np.lib.stride_tricks.sliding_window_view(plane, (self.side, self.side))
        return windows[self.tops[:, None], self.lefts].reshape(-1, self.side**2)

    def picture(self, patches: Vectors) -> Plane:
        """The mean, at each pixel, of the patches (N, side * side) that cover it."""
        total = np.zeros((self.height, self.width), np.float32)
        covers = np.zeros_like(total)
        grid = patches.reshape(len(self.tops), len(self.lefts), self.side, self.side)
        for down in range(self.side):
            for across in range(self.side):
                place = np.ix_(self.tops + down, self.lefts + across)
                total[place] += grid[..., down, across]
                covers[place] += 1
        mean: Plane = total / covers
        return mean


def patch_grid(height: int, width: int, side: int, step: int) -> PatchGrid:
    """Patches at most `step` apart that cover a picture with sides of at least `side`."""
    tops, lefts = (
        np.unique(np.append(np.arange(0, length - side, step), length - side)) for length in (height, width)
    )
    return PatchGrid(tops, lefts, side, height, width)


def similar_patches(patches: Vectors, grid: PatchGrid, reach: int, count: int) -> NDArray[np.intp]:
    """For each patch the most similar ones near it, itself among them, (N, count).

    Args:
        patches: (N, side * side) of the grid.
        reach: how many patches away to look, in each direction.
        count: at most (2 reach + 1)² and the number of patches.
    """
    rows, columns = len(grid.tops), len(grid.lefts)
    shaped = patches.reshape(rows, columns, -1)
    index = np.arange(rows * columns).reshape(rows, columns)
    distances, neighbours = [], []
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            # Beyond the edge the patches at the edge are looked at again, and cost more than any.
            row, column = np.arange(rows) + down, np.arange(columns) + across
            inside = ((row >= 0) & (row < rows))[:, None] & ((column >= 0) & (column < columns))[None]
            place = np.ix_(row.clip(0, rows - 1), column.clip(0, columns - 1))
            apart = ((shaped - shaped[place]) ** 2).sum(axis=2)
            if down == across == 0:
                # Nearer than any other: in a flat part many are equal, and each has to be in its own group.
                apart -= 1
            distances.append(np.where(inside, apart, np.inf).ravel())
            neighbours.append(index[place].ravel())
    costs, found = np.stack(distances, axis=1), np.stack(neighbours, axis=1)
    count = min(count, costs.shape[1])
    nearest = np.argpartition(costs, count - 1, axis=1)[:, :count]
    # A patch at a corner has fewer neighbours than are asked for: it stands in for those itself.
    chosen = np.take_along_axis(found, nearest, axis=1)
    missing = ~np.isfinite(np.take_along_axis(costs, nearest, axis=1))
    return np.where(missing, np.arange(len(patches))[:, None], chosen)
