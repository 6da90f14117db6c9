"""Sidecars: this program's part of them, and never a byte of others'."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.processing import Processing, with_processing
from lowexp_gui.photo.sidecar import (
    KeptEdits,
    Sidecar,
    read_sidecar,
    remove_edits,
    sidecar_path,
    write_sidecar,
)

EDITS = KeptEdits({"brightness": 1.25, "tint": -0.1}, "studio", "0f" * 32, {"stars": "4"}, "ab" * 32)
DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating="3"
   darktable:xmp_version="5">
   <darktable:history>
    <rdf:Seq><rdf:li darktable:operation="exposure" darktable:params="gz04"/></rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<!-- Nächte -->
""".encode()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "Nacht 1.NEF"


def test_edits_are_read_back(photo: Path) -> None:
    assert read_sidecar(photo) is None
    write_sidecar(photo, EDITS)
    assert sidecar_path(photo).name == "Nacht 1.NEF.xmp"
    assert read_sidecar(photo) == Sidecar(sidecar_path(photo), EDITS)
    write_sidecar(photo, KeptEdits({"tint": 0.25}))
    assert read_sidecar(photo) == Sidecar(sidecar_path(photo), KeptEdits({"tint": 0.25}))
    assert os.listdir(photo.parent) == ["Nacht 1.NEF.xmp"]  # noqa: PTH208


def test_what_others_wrote_stays_byte_for_byte(photo: Path) -> None:
    path = sidecar_path(photo)
    path.write_bytes(DARKTABLE)
    assert read_sidecar(photo) == Sidecar(path, None)
    write_sidecar(photo, EDITS)
    once = path.read_bytes()
    start = once.index(b'\n<rdf:Description rdf:about="" xmlns:lowexp')
    end = once.index(b"/>", start) + 2
    assert once[:start] + once[end:] == DARKTABLE
    write_sidecar(photo, EDITS)
    assert path.read_bytes() == once
    remove_edits(photo)
    assert path.read_bytes() == DARKTABLE
    remove_edits(photo)
    assert path.read_bytes() == DARKTABLE


def test_a_sidecar_with_nothing_but_ours_goes_with_it(photo: Path) -> None:
    remove_edits(photo)
    write_sidecar(photo, EDITS)
    remove_edits(photo)
    assert not sidecar_path(photo).exists()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"not XML",
        DARKTABLE[:-60],
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + DARKTABLE.partition(b"\n")[2],
        DARKTABLE.replace(b"rdf:RDF", b"rdf:Other"),
        DARKTABLE.replace(
            b"<rdf:Description",
            b'<rdf:Description xmlns:l="https://lowexp.invalid/ns/1.0/" l:EditsVersion="1" '
            b'l:Adjust_tint="nan"/><rdf:Description',
        ),
    ],
)
def test_a_damaged_sidecar_stays_as_it_is(photo: Path, damaged: bytes) -> None:
    path = sidecar_path(photo)
    path.write_bytes(damaged)
    for touch in (
        lambda: write_sidecar(photo, EDITS),
        lambda: remove_edits(photo),
        lambda: read_sidecar(photo),
    ):
        with pytest.raises(
            PhotoError, match=r"“Nacht 1\.NEF\.xmp” is not a valid XMP file and was not changed"
        ):
            touch()
    assert path.read_bytes() == damaged


def test_one_of_a_newer_version_stays_as_it_is(photo: Path) -> None:
    write_sidecar(photo, EDITS)
    path = sidecar_path(photo)
    newer = path.read_bytes().replace(b'EditsVersion="1"', b'EditsVersion="2"')
    path.write_bytes(newer)
    for touch in (
        lambda: write_sidecar(photo, EDITS),
        lambda: remove_edits(photo),
        lambda: read_sidecar(photo),
    ):
        with pytest.raises(PhotoError, match="newer version"):
            touch()
    assert path.read_bytes() == newer


def test_the_processing_that_a_result_tells_is_no_edit(photo: Path) -> None:
    sidecar_path(photo).write_bytes(with_processing(None, Processing("Lowexp", "open")))
    assert read_sidecar(photo) == Sidecar(sidecar_path(photo), None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.timeout(20)
def test_a_pipe_is_not_waited_for(photo: Path) -> None:
    os.mkfifo(sidecar_path(photo))
    with pytest.raises(PhotoError):
        read_sidecar(photo)
    with pytest.raises(PhotoError):
        write_sidecar(photo, EDITS)
    assert stat.S_ISFIFO(sidecar_path(photo).stat().st_mode)


def test_a_folder_and_a_file_that_is_too_large_are_no_sidecars(photo: Path) -> None:
    path = sidecar_path(photo)
    path.mkdir()
    with pytest.raises(PhotoError):
        write_sidecar(photo, EDITS)
    path.rmdir()
    with path.open("wb") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(PhotoError):
        read_sidecar(photo)


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has other permissions, and asks for a right to make links"
)
def test_links_and_permissions_stay(photo: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    real = elsewhere / "shared.xmp"
    real.write_bytes(DARKTABLE)
    real.chmod(0o640)
    sidecar_path(photo).symlink_to(real)
    write_sidecar(photo, EDITS)
    assert sidecar_path(photo).is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert read_sidecar(photo) == Sidecar(sidecar_path(photo), EDITS)


def test_a_read_only_sidecar_stays_as_it_is(photo: Path) -> None:
    path = sidecar_path(photo)
    path.write_bytes(DARKTABLE)
    path.chmod(0o444)
    try:
        with pytest.raises(PhotoError, match="is read-only and was not changed"):
            write_sidecar(photo, EDITS)
        assert path.read_bytes() == DARKTABLE
    finally:
        path.chmod(0o644)


class Meddling(dict[str, float]):
    """Adjustments during whose writing another program writes the sidecar."""

    path: Path

    def items(self):  # type: ignore[no-untyped-def]
        self.path.write_bytes(DARKTABLE + b"<!-- another program -->")
        return super().items()


@pytest.mark.parametrize("there", [True, False])
def test_what_another_program_writes_meanwhile_is_not_lost(photo: Path, there: bool) -> None:
    adjustments = Meddling(tint=0.5)
    adjustments.path = sidecar_path(photo)
    if there:
        adjustments.path.write_bytes(DARKTABLE)
    with pytest.raises(PhotoError):
        write_sidecar(photo, KeptEdits(adjustments))
    assert adjustments.path.read_bytes() == DARKTABLE + b"<!-- another program -->"
    assert os.listdir(photo.parent) == ["Nacht 1.NEF.xmp"]  # noqa: PTH208


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="does not exist"):
        write_sidecar(tmp_path / "gone" / "a.jpg", EDITS)


@pytest.mark.parametrize("name", ["", "a b", 'a="', "ä", "1"])
def test_names_that_are_none_are_refused(photo: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        write_sidecar(photo, KeptEdits({name: 1.0}))
    with pytest.raises(ValueError, match="no name"):
        write_sidecar(photo, KeptEdits(marks={name: "1"}))
    with pytest.raises(ValueError, match="finite"):
        write_sidecar(photo, KeptEdits({"tint": float("inf")}))
    assert not sidecar_path(photo).exists()


names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
values = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
)


@settings(max_examples=30)
@given(
    st.dictionaries(names, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    values,
    st.dictionaries(names, values | st.just("two\nlines\t"), max_size=3),
)
def test_any_edits_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, adjustments: dict[str, float], model: str, marks: dict[str, str]
) -> None:
    photo = tmp_path_factory.mktemp("any") / "a.jpg"
    sidecar_path(photo).write_bytes(DARKTABLE)
    edits = KeptEdits(adjustments, model, "", marks)
    write_sidecar(photo, edits)
    assert read_sidecar(photo) == Sidecar(sidecar_path(photo), edits)
    remove_edits(photo)
    assert sidecar_path(photo).read_bytes() == DARKTABLE
