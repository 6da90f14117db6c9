"""The window's state: kept, and forgiving."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.config.window_state import MOST_RECENT, WindowState, load_window_state, save_window_state
from lowexp_gui.paths import config_folder


def test_a_state_survives(tmp_path: Path) -> None:
    state = WindowState(
        "abc=",
        "def=",
        "wipe",
        False,
        tmp_path,
        (tmp_path / "ü.jpg",),
        "six",
        "two",
        {"nine": ("", "model:mine"), "two": ("before", "final")},
        folded=("noise", "colour"),
    )
    save_window_state(state)
    assert load_window_state() == state


def test_the_latest_is_first_once_and_not_too_many_are_kept(tmp_path: Path) -> None:
    state = WindowState()
    paths = tuple(tmp_path / f"{number}.jpg" for number in range(MOST_RECENT + 5))
    for path in (*paths, paths[-2]):
        state = state.with_opened((path,))
    assert state.recent[:2] == (paths[-2], paths[-1])
    assert len(state.recent) == MOST_RECENT
    assert state.folder == tmp_path


_NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(
    content=st.dictionaries(
        st.sampled_from(
            [
                "geometry",
                "columns",
                "arrangement",
                "navigator",
                "folder",
                "recent",
                "grid",
                "before",
                "panes",
                "folded",
            ]
        ),
        _NONSENSE,
    )
)
def test_nonsense_gives_a_usable_state(content: dict[str, object]) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "window.json").write_text(json.dumps(content))
    state = load_window_state()
    assert isinstance(state.geometry, str)
    assert all(isinstance(path, Path) for path in state.recent)
    assert all(isinstance(each, str) for chosen in state.panes.values() for each in chosen)
    assert all(isinstance(each, str) for each in state.folded)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b" " * 2_000_000])
def test_a_damaged_file_gives_the_usual_state(content: bytes) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / "window.json").write_bytes(content)
    assert load_window_state() == WindowState()


def test_a_state_that_cannot_be_kept_is_no_trouble() -> None:
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().touch()
    save_window_state(WindowState(geometry="x"))
    assert load_window_state() == WindowState()
