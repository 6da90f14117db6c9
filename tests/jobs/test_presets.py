"""Presets: kept by name, forgiving, and never in the way of the shipped ones."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.jobs.presets import LONGEST_NAME, SHIPPED, Preset, keep_presets, kept_presets, with_preset
from lowexp_gui.jobs.settings import config_folder
from lowexp_gui.photo.errors import PhotoError

_ADJUSTMENTS = st.builds(
    Adjustments, **{name: st.floats(about.least, about.most) for name, about in ADJUSTMENTS.items()}
)


@given(
    named=st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=LONGEST_NAME), _ADJUSTMENTS, max_size=4
    )
)
def test_presets_survive_in_the_order_of_their_names(named: dict[str, Adjustments]) -> None:
    presets: tuple[Preset, ...] = ()
    for name, adjustments in named.items():
        presets = with_preset(presets, name, adjustments)
    keep_presets((*SHIPPED, *presets))
    assert kept_presets() == presets
    assert [each.name.casefold() for each in presets] == sorted(name.casefold() for name in named)


def test_a_name_has_one_meaning() -> None:
    presets = with_preset((), "mine", Adjustments(contrast=1.2))
    presets = with_preset(presets, "mine", Adjustments(contrast=0.8))
    assert presets == (Preset("mine", Adjustments(contrast=0.8)),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"a": 3, "b": {"contrast": "much"}, "c": {"contrast": 99}, "": {}}',
        json.dumps({"x" * (LONGEST_NAME + 1): {}}).encode(),
        b'{"a": {"contrast": 1e999}}',
    ],
)
def test_what_makes_no_sense_is_left_out(content: bytes) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / "presets.json").write_bytes(content)
    assert all(preset.adjustments == Adjustments() for preset in kept_presets())


def test_presets_that_cannot_be_kept_are_a_sentence() -> None:
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().touch()
    with pytest.raises(PhotoError, match="preset"):
        keep_presets([Preset("mine", Adjustments())])
