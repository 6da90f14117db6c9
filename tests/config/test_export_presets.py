"""Export presets: kept by name in a versioned file, and forgiving."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.config.export_presets import EXPORT_PRESETS, ExportPreset
from lowexp_gui.config.kept_file import FileState
from lowexp_gui.paths import config_folder
from lowexp_gui.photo.encoding import Compression, Encoding, OutputProfile, Subsampling
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat

_PRESETS = st.builds(
    ExportPreset,
    st.sampled_from([None, *WRITABLE]),
    st.sampled_from([None, Path("/srv/ü"), Path("web")]),
    st.builds(
        Encoding,
        st.integers(1, 100),
        st.sampled_from([None, 8, 16]),
        st.sampled_from(Subsampling),
        st.sampled_from(Compression),
        st.sampled_from(OutputProfile),
        st.booleans(),
        st.booleans(),
        st.integers(0, 65_535),
    ),
    st.sampled_from(["{stem}_web", "{taken} {n:03}", "{name}"]),
)


@given(preset=_PRESETS)
def test_a_preset_survives(preset: ExportPreset) -> None:
    assert EXPORT_PRESETS.keep("Web", preset)["Web"] == preset
    assert EXPORT_PRESETS.kept()["Web"] == preset


@pytest.mark.parametrize(
    "wrong",
    [
        3,
        {"format": "gif89"},
        {"template": "../{stem}"},
        {"template": "{secret}"},
        {"encoding": {"quality": 900}},
        {"folder": "a\0b"},
    ],
)
def test_an_invalid_preset_is_not_offered_and_the_file_is_kept_before_it_is_replaced(wrong: object) -> None:
    EXPORT_PRESETS.keep("Web", ExportPreset(PhotoFormat.WEBP))
    path = config_folder() / EXPORT_PRESETS.file.name
    content = json.loads(path.read_text())
    assert content["schema"] == 1
    content["presets"]["Wrong"] = wrong
    path.write_text(json.dumps(content))
    assert list(EXPORT_PRESETS.kept()) == ["Web"]
    assert EXPORT_PRESETS.file.state(config_folder()) is FileState.PARTLY
    EXPORT_PRESETS.keep("Print", ExportPreset(PhotoFormat.TIFF))
    assert json.loads(path.with_name(f"{path.name}.damaged").read_text()) == content


def test_a_file_of_a_newer_version_is_copied_before_it_is_replaced() -> None:
    config_folder().mkdir(parents=True)
    path = config_folder() / EXPORT_PRESETS.file.name
    path.write_text('{"schema": 99, "presets": {"Web": {}}}')
    assert EXPORT_PRESETS.kept() == {}
    EXPORT_PRESETS.keep("Print", ExportPreset())
    assert path.with_name(f"{path.name}.v99").exists()
