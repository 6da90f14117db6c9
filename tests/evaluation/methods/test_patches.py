"""Groups of similar patches."""

import numpy as np

from lowexp_gui.evaluation.methods.patches import patch_grid, similar_patches


def test_in_a_flat_picture_each_patch_is_in_its_own_group() -> None:
    grid = patch_grid(40, 50, 8, 3)
    patches = grid.patches(np.zeros((40, 50), np.float32))
    groups = similar_patches(patches, grid, 3, 12)
    assert (groups == np.arange(len(patches))[:, None]).any(axis=1).all()
