"""Folders of the program: only what it wrote is ever deleted, whatever else is there."""

import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowexp_gui.own_folder import MARK, FolderTakenError, OwnFolder

FILES = re.compile(r"order\.json|pairs/[0-9]+\.png")
_NAMES = st.sampled_from(
    [
        "order.json",
        "Order.json",
        "photo.jpg",
        "a.tmp",
        ".0123456789abcdef.tmp",
        "1.png",
        "x.png",
        "order.json.bak",
    ]
)
_PLACES = st.tuples(st.sampled_from(["", "pairs", "pairs/pairs", "photos"]), _NAMES)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


@given(places=st.sets(_PLACES, max_size=10), marked=st.booleans())
def test_what_the_program_did_not_write_stays(
    tmp_path_factory: pytest.TempPathFactory, places: set[tuple[str, str]], marked: bool
) -> None:
    own = OwnFolder(tmp_path_factory.mktemp("case") / "run", FILES)
    if marked:
        own.claim()
    for folder, name in places:
        path = own.path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"content")
    before = _files(own.path) if own.path.exists() else set()
    wrote = {each for each in before if FILES.fullmatch(each) or each.endswith("cdef.tmp")}
    gone = own.clear()
    after = _files(own.path) if own.path.exists() else set()
    if not marked:
        assert after == before
    else:
        assert after - {MARK} == before - wrote - {MARK}
        assert gone == (not after) == (not own.path.exists())


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"photo")
    own = OwnFolder(tmp_path, FILES)
    with pytest.raises(FolderTakenError, match="contains other files"):
        own.claim()
    assert _files(tmp_path) == {"photo.jpg"}
    with pytest.raises(FolderTakenError, match="is not a folder"):
        OwnFolder(tmp_path / "photo.jpg", FILES).claim()


def test_its_own_folder_is_taken_again(tmp_path: Path) -> None:
    own = OwnFolder(tmp_path / "run", FILES)
    own.claim()
    (own.path / "order.json").write_bytes(b"{}")
    own.claim()
    assert own.clear()
    assert not own.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_and_pipes_by_the_names_of_its_files_are_not_its_own(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "1.png").write_bytes(b"photo")
    own = OwnFolder(tmp_path / "run", FILES)
    own.claim()
    (own.path / "pairs").symlink_to(photos)
    os.mkfifo(own.path / "order.json")
    assert not own.clear()
    assert (photos / "1.png").read_bytes() == b"photo"
    assert sorted(path.name for path in own.path.iterdir()) == [MARK, "order.json", "pairs"]
