"""Presets: kept by name, forgiving, and never in the way of the shipped ones."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.config.named_values import LONGEST_NAME, MOST_PRESETS
from lowexp_gui.config.presets import (
    Preset,
    keep_preset,
    kept_presets,
    remove_preset,
)
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.paths import config_folder
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
    for each in kept_presets():
        remove_preset(each.name)
    for name, adjustments in named.items():
        keep_preset(name, adjustments)
    kept = kept_presets()
    assert {each.name: each.adjustments for each in kept} == named
    assert [each.name.casefold() for each in kept] == sorted(name.casefold() for name in named)


def test_a_name_has_one_meaning() -> None:
    keep_preset("mine", Adjustments(contrast=1.2))
    assert keep_preset("mine", Adjustments(contrast=0.8)) == (Preset("mine", Adjustments(contrast=0.8)),)


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
        keep_preset("mine", Adjustments())


def test_what_another_window_has_kept_stays() -> None:
    first = keep_preset("first", Adjustments(contrast=1.2))
    # As another window does, which has read the file before.
    assert [each.name for each in keep_preset("second", Adjustments(contrast=0.8))] == ["first", "second"]
    assert remove_preset("second") == kept_presets() == first


def test_not_more_are_kept_than_are_read_again() -> None:
    config_folder().mkdir(parents=True)
    many = {f"{number:03}": {} for number in range(MOST_PRESETS)}
    (config_folder() / "presets.json").write_text(json.dumps({"schema": 1, "presets": many}))
    with pytest.raises(PhotoError, match="delete one first"):
        keep_preset("one more", Adjustments())
    keep_preset("000", Adjustments(contrast=1.2))
    assert len(kept_presets()) == MOST_PRESETS
