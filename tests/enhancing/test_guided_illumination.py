"""The illumination field: interpolated exactly, and the same in pieces."""

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import random_field

from lowexp_gui.enhancing.guided_illumination import blocks_of
from lowexp_gui.enhancing.illumination import luminance
from lowexp_gui.enhancing.pyramid import level_size
from lowexp_gui.model.networks import ILLUMINATION_FLOOR
from lowexp_gui.photo.region import Region


def interpolated(field: np.ndarray, full_height: int, full_width: int, level: int) -> np.ndarray:
    """Linear interpolation at pixel centres, in float64."""
    picture = field.astype(np.float64)
    columns, rows = level_size(full_width, full_height, level)
    for axis, (count, full) in enumerate(((rows, full_height), (columns, full_width))):
        centres = np.minimum((np.arange(count) + 0.5) * 2**level, full)
        cells = picture.shape[axis]
        positions = centres * cells / full - 0.5
        picture = np.apply_along_axis(
            lambda line, cells=cells, positions=positions: np.interp(positions, np.arange(cells), line),
            axis,
            picture,
        )
    return picture


sizes = st.integers(1, 70)


@given(height=st.integers(1, 12), width=st.integers(1, 40), rows=sizes, columns=sizes, data=st.data())
@settings(deadline=None, max_examples=40)
def test_the_light_is_slope_times_luminance_plus_offset(
    height: int, width: int, rows: int, columns: int, data: st.DataObject
) -> None:
    seed, level = data.draw(st.integers(0, 99)), data.draw(st.integers(0, 2))
    field = random_field(height, width, rows, columns, seed)
    level_columns, level_rows = level_size(columns, rows, level)
    photo = torch.rand(level_rows, level_columns, 3) * 1.4 - 0.2
    slope, offset = (interpolated(each, rows, columns, level) for each in (field.slope, field.offset))
    expected = (slope * luminance(photo).numpy()[..., None] + offset).clip(ILLUMINATION_FLOOR, 1)
    assert np.allclose(field.at(photo, 0, 0, level).numpy(), expected, atol=2e-6)


@given(data=st.data())
@settings(deadline=None, max_examples=40)
def test_a_piece_has_the_light_of_the_whole(data: st.DataObject) -> None:
    field = random_field(13, 20, 130, 201, data.draw(st.integers(0, 99)))
    photo = torch.rand(130, 201, 3)
    left, top = data.draw(st.integers(0, 200)), data.draw(st.integers(0, 129))
    width, height = data.draw(st.integers(1, 201 - left)), data.draw(st.integers(1, 130 - top))
    here = slice(top, top + height), slice(left, left + width)
    piece = field.at(photo[here], left, top)
    assert torch.allclose(piece, field.at(photo, 0, 0)[here], atol=1e-6)


@given(width=st.integers(1, 5000), height=st.integers(1, 3000))
def test_blocks_cover_a_region_once(width: int, height: int) -> None:
    blocks = blocks_of(Region(3, 5, width, height))
    assert sum(block.width * block.height for block in blocks) == width * height
    assert all(block.left >= 3 and block.right <= 3 + width for block in blocks)
    assert all(block.top >= 5 and block.bottom <= 5 + height for block in blocks)
    assert len({(block.left, block.top) for block in blocks}) == len(blocks)
