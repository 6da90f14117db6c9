"""Settings: kept, and forgiving."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.config.settings import (
    CACHE_LIMITS,
    MEMORY_LIMITS,
    Settings,
    Theme,
    load_settings,
    save_settings,
)
from lowexp_gui.languages import Language
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.encoding import Compression, Encoding, OutputProfile, Subsampling
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.formats.photo_format import PhotoFormat


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "config"))


def test_without_a_file_there_are_defaults() -> None:
    assert load_settings() == Settings()


def test_choices_survive() -> None:
    folder = Path("/some where/ü")
    chosen = Settings(
        Theme.DARK,
        Language.ARABIC,
        "mine",
        "cpu",
        PhotoFormat.TIFF,
        Encoding(80, 16, Subsampling.QUARTER, Compression.LZW, OutputProfile.DISPLAY_P3, keep_position=False),
        folder,
        memory_limit=900,
        cache_limit=0,
    )
    save_settings(chosen)
    assert load_settings() == chosen


_NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(content=st.dictionaries(st.sampled_from([each.name for each in fields(Settings)]), _NONSENSE))
def test_nonsense_in_the_file_is_left_out(content: dict[str, object]) -> None:
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "settings.json").write_text(json.dumps(content))
    settings = load_settings()
    assert isinstance(settings.theme, Theme)
    assert isinstance(settings.language, Language)
    assert 1 <= settings.encoding.quality <= 100
    assert settings.encoding.bit_depth in (None, 8, 16)
    assert settings.model
    assert settings.memory_limit in MEMORY_LIMITS
    assert settings.cache_limit in CACHE_LIMITS
    assert settings.output_folder is None or isinstance(settings.output_folder, Path)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{", b"null", b"[" * 100_000, b" " * 2_000_000]
)
def test_a_damaged_file_gives_defaults(content: bytes) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / "settings.json").write_bytes(content)
    assert load_settings() == Settings()


def test_settings_that_cannot_be_kept_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").touch()
    with pytest.raises(PhotoError, match="cannot be saved"):
        save_settings(Settings())
