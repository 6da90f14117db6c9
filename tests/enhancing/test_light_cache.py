"""Light that is kept: the last that was asked for, within a limit."""

import torch
from hypothesis import given
from hypothesis import strategies as st
from scenes import random_field

from lowexp_gui.enhancing.guided_illumination import GuidedIllumination
from lowexp_gui.enhancing.light_cache import MOST_PIXELS, LightCache
from lowexp_gui.photo.region import Region

FIELDS = tuple(random_field(2, 3, 20, 30, seed) for seed in range(2))


def light_of(block: Region) -> torch.Tensor:
    return torch.zeros(1).expand(block.height, block.width, 3)


asked = st.tuples(
    st.sampled_from(FIELDS),
    st.integers(0, 2),
    st.builds(Region, st.just(0), st.integers(0, 3), st.integers(1, 2048), st.integers(1, 1024)),
)


@given(asks=st.lists(asked, max_size=30))
def test_the_last_blocks_are_kept_up_to_a_limit(asks: list[tuple[GuidedIllumination, int, Region]]) -> None:
    kept, order = LightCache(), []
    for where in asks:
        found = kept.of(*where)
        assert (found is not None) == (where in order)
        if found is None:
            kept.keep(*where, light_of(where[2]))
        else:
            assert found.shape == (where[2].height, where[2].width, 3)
            order.remove(where)
        order.append(where)
        while sum(block.width * block.height for *_, block in order) > 2 * MOST_PIXELS:
            order.pop(0)


def test_a_region_of_the_largest_size_has_room() -> None:
    kept, block = LightCache(), Region(0, 0, MOST_PIXELS // 1024, 1024)
    kept.keep(FIELDS[0], 0, block, light_of(block))
    assert kept.of(FIELDS[0], 0, block) is not None
