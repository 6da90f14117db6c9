"""Tiles: planning, order, and what a network must see for each."""

from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.enhancing.tiles import plan_tiles, seen
from lowexp_gui.photo.region import Region


@given(
    width=st.integers(1, 300),
    height=st.integers(1, 300),
    side=st.integers(1, 128),
    margin=st.integers(0, 6),
    stride=st.sampled_from([1, 2, 4, 8]),
)
def test_a_tile_sees_its_margin_or_the_photo_s_edge(
    width: int, height: int, side: int, margin: int, stride: int
) -> None:
    bounds, margin = Region(0, 0, width, height), margin * stride
    for tile in plan_tiles(bounds, side):
        part = seen(tile, margin, stride, bounds)
        assert part.left % stride == part.top % stride == 0
        assert part.left == 0 or part.left <= tile.left - margin
        assert part.top == 0 or part.top <= tile.top - margin
        assert part.right == width or (part.right >= tile.right + margin and part.right % stride == 0)
        assert part.bottom == height or (part.bottom >= tile.bottom + margin and part.bottom % stride == 0)


@given(width=st.integers(1, 300), height=st.integers(1, 300), side=st.integers(1, 128))
def test_tiles_cover_a_photo_once(width: int, height: int, side: int) -> None:
    tiles = plan_tiles(Region(0, 0, width, height), side)
    assert sum(tile.width * tile.height for tile in tiles) == width * height
    assert len({(tile.left, tile.top) for tile in tiles}) == len(tiles)
    assert all(tile.width <= side and tile.height <= side for tile in tiles)
