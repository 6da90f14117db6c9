import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from photo_samples import MAKER_NOTE, exif_block, xmp_packet
from PIL import Image

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.exif_editing import sound_exif
from lowexp_gui.photo.metadata import (
    UprightMetadata,
    exif_orientation,
    exif_that_fits,
    metadata_of_result,
    software_block,
    upright_metadata,
)
from lowexp_gui.photo.photograph import Metadata
from lowexp_gui.photo.processing import Processing
from lowexp_gui.photo.tiff_tags import Directory, Entry, build_block, read_block

EXIF_LEFT_OUT = Sentence("{photo} has damaged EXIF data, which is not kept.")


def loaded(block: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(block)
    return exif


@pytest.mark.parametrize("byte_order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_only_the_orientation_changes(byte_order, orientation):
    block = exif_block(orientation, byte_order)
    upright = upright_metadata(block, None)
    metadata = upright.metadata
    assert upright.orientation == orientation
    assert metadata.exif == exif_block(1, byte_order)
    changed = [at for at, pair in enumerate(zip(block, metadata.exif, strict=True)) if pair[0] != pair[1]]
    assert len(changed) == (orientation != 1)


def test_a_block_without_orientation_stays_as_it_is():
    upright = upright_metadata(exif_block(), xmp_packet())
    assert upright == UprightMetadata(Metadata(exif_block(), xmp_packet()))


@pytest.mark.parametrize(
    ("said", "upright"),
    [
        (b'tiff:Orientation="6"/>', b'tiff:Orientation="1"/>'),
        (b"tiff:Orientation = '3' />", b"tiff:Orientation = '1' />"),
        (b"><tiff:Orientation>6</tiff:Orientation></a:b>", b"><tiff:Orientation>1</tiff:Orientation></a:b>"),
        (b"><t:Orientation\n> 8 </t:Orientation></a:b>", b"><t:Orientation\n>1</t:Orientation></a:b>"),
        (b"tiff:Orientation='12'/>", b"tiff:Orientation='12'/>"),
    ],
)
def test_the_orientation_in_xmp_changes_too(said, upright):
    head = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns:t="http://ns.adobe.com/tiff/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" '
        b'xmlns:a="a:"><a:b '
    )
    found = upright_metadata(None, head + said + b"</rdf:RDF>")
    assert found.metadata.xmp == head + upright + b"</rdf:RDF>"
    assert not found.notices


@pytest.mark.parametrize("packet", [b"\xff\xfe no XML at all", b"<a/>", b"", b"<x:xmpmeta><rdf:RDF>"])
def test_what_is_no_xmp_is_left_out_and_said(packet):
    upright = upright_metadata(None, packet)
    assert upright.metadata.xmp is None
    assert [str(each) for each in upright.notices] == [
        "{photo} has XMP data that is damaged or too large; it is not kept."
    ]


def test_who_has_the_word_about_orientation():
    assert upright_metadata(exif_block(3), xmp_packet(6), 8).orientation == 8
    assert upright_metadata(exif_block(3), xmp_packet(6)).orientation == 3
    assert upright_metadata(exif_block(), xmp_packet(6)).orientation == 6
    assert upright_metadata(None, None).orientation == 1


@pytest.mark.parametrize("orientation", [0, 9, 60000])
def test_an_orientation_that_makes_no_sense_is_none(orientation):
    assert exif_orientation(exif_block(orientation)) is None


@pytest.mark.parametrize("block", [b"", b"II*\0", b"XX*\0" + bytes(20), b"\0" * 50])
def test_what_is_no_exif_block_is_left_out(block):
    upright = upright_metadata(block, None)
    assert upright == UprightMetadata(Metadata(), 1, (EXIF_LEFT_OUT,))


@given(st.binary(max_size=200), st.sampled_from([b"II*\0", b"MM\0*"]))
def test_any_bytes_can_be_looked_at(rubbish, head):
    block = head + rubbish
    upright = upright_metadata(block, rubbish)
    metadata = upright.metadata
    assert 1 <= upright.orientation <= 8
    assert metadata.exif is None or len(metadata.exif) == len(block)
    fitting, _ = exif_that_fits(block, 30)
    assert fitting is None or len(fitting) <= 30


@given(st.data())
def test_spoiled_blocks_can_be_looked_at(data):
    block = bytearray(exif_block(6))
    for _ in range(data.draw(st.integers(1, 8))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    upright = upright_metadata(bytes(block), None)
    metadata = upright.metadata
    assert 1 <= upright.orientation <= 8
    assert metadata.exif is None or len(metadata.exif) == len(block)


def test_directories_that_point_to_themselves_end():
    pointers = b"".join(struct.pack("<HHII", tag, 4, 1, 8) for tag in (0x8769, 0x8825, 0xA005))
    block = b"II*\0" + struct.pack("<IH", 8, 3) + pointers + struct.pack("<I", 8)
    order, directory = read_block(block)
    assert len(build_block(directory, order)) < 4096


def test_entries_that_share_one_large_value_do_not_multiply_it():
    count = 4000
    rows = b"".join(struct.pack("<HHII", tag, 7, 1_000_000, 0) for tag in range(1, count + 1))
    block = b"II*\0" + struct.pack("<IH", 8, count) + rows + bytes(4 + 1_000_000)
    _, directory = read_block(block)
    assert sum(len(entry.value) for entry in directory.entries) <= 32 << 20


@pytest.mark.parametrize("byte_order", ["<", ">"])
def test_a_block_laid_out_anew_says_the_same(byte_order):
    block = exif_block(1, byte_order)
    order, directory = read_block(block)
    assert order == byte_order
    again = loaded(build_block(directory, order))
    original = loaded(block)
    assert dict(again) | {0x8769: 0, 0x8825: 0} == dict(original) | {0x8769: 0, 0x8825: 0}
    for pointer in (0x8769, 0x8825):
        assert again.get_ifd(pointer) == original.get_ifd(pointer)
    assert again.get_ifd(0x8769)[0x927C] == MAKER_NOTE


def large_block(thumbnail: int, maker_note: int) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Lowlight Cameras"
    exif.get_ifd(0x8769).update({0x829A: 0.5, 0x927C: bytes(maker_note)})
    return exif.tobytes().removeprefix(b"Exif\0\0") + bytes(thumbnail)


def test_a_block_that_is_too_large_loses_its_thumbnail_first():
    block, lost = exif_that_fits(large_block(80_000, 2000), 65_000)
    assert not lost
    fitting = loaded(block)
    assert fitting[0x010F] == "Lowlight Cameras"
    assert len(fitting.get_ifd(0x8769)[0x927C]) == 2000


def test_then_its_maker_note():
    block, lost = exif_that_fits(large_block(0, 80_000), 65_000)
    assert lost
    fitting = loaded(block)
    assert 0x927C not in fitting.get_ifd(0x8769)
    assert float(fitting.get_ifd(0x8769)[0x829A]) == 0.5


def test_a_block_that_fits_is_not_touched():
    block = large_block(500, 500)
    assert exif_that_fits(block, len(block)) == (block, False)
    assert exif_that_fits(None, 10) == (None, False)


def test_the_programs_name_makes_a_block():
    assert loaded(software_block("Lowexp 1"))[0x0131] == "Lowexp 1"


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_thumbnail_of_the_photo_as_it_was_is_gone(order):
    mark = b"II*\0" if order == "<" else b"MM\0*"
    main = struct.pack(f"{order}H HHII I", 1, 0x0112, 3, 1, 6 if order == "<" else 6 << 16, 26)
    thumbnail = struct.pack(f"{order}H HHII I", 1, 0x0201, 4, 1, 44, 0) + b"\xff\xd8\xff\xd9"
    block = mark + struct.pack(f"{order}I", 8) + main + thumbnail
    upright = upright_metadata(block, None)
    metadata = upright.metadata
    assert upright.orientation == 6
    assert metadata.exif is not None
    assert metadata.exif[22:26] == bytes(4)
    assert metadata.exif[26:] == block[26:]
    read = Image.Exif()
    read.load(b"Exif\0\0" + metadata.exif)
    assert read.get_ifd(1) == {}
    assert read[0x0112] == 1


@given(st.binary(max_size=60))
def test_any_bytes_keep_their_length(tail):
    for mark in (b"II*\0", b"MM\0*"):
        metadata = upright_metadata(mark + tail, None).metadata
        assert metadata.exif is None or len(metadata.exif) == len(mark + tail)


@pytest.mark.parametrize("order", ["<", ">"])
def test_what_is_added_does_not_become_the_value_of_a_damaged_row(order):
    """A block that was cut short: the make would be read from what is written behind it."""
    exif = Image.Exif()
    exif.endian = order
    exif[0x0112] = 6
    exif[0x010F] = "A maker with a long name"
    exif[0x0110] = "Short model"
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    at = block.index(b"A maker")
    upright = upright_metadata(block[:at], None)
    assert upright.orientation == 6
    assert [str(each) for each in upright.notices] == [
        "{photo} has damaged EXIF data; only the undamaged part is kept."
    ]
    told = loaded(metadata_of_result(upright.metadata, Processing("Lowexp " + "x" * 60), 10, 20).exif)
    assert dict(told) == {0x0112: 1, 0x0131: "Lowexp " + "x" * 60}


@pytest.mark.parametrize("order", ["<", ">"])
@given(st.data())
def test_of_a_block_that_was_cut_short_only_what_was_there_is_told(order, data):
    block = exif_block(6, order)
    whole = loaded(block)
    cut = block[: data.draw(st.integers(0, len(block)))]
    upright = upright_metadata(cut, None)
    result = metadata_of_result(upright.metadata, Processing("Lowexp"), 10, 20)
    told = loaded(result.exif)
    for tag, value in told.items():
        if tag not in (0x0112, 0x0131, 0x8769, 0x8825):
            assert value == whole[tag]
    for pointer in (0x8769, 0x8825):
        for tag, value in told.get_ifd(pointer).items():
            assert value == whole.get_ifd(pointer)[tag]
    if len(cut) == len(block):
        assert upright.notices == ()
        assert len(told) >= len(whole)


@given(st.data())
def test_spoiled_blocks_give_sound_ones(data):
    block = bytearray(exif_block(6))
    for _ in range(data.draw(st.integers(1, 8))):
        block[data.draw(st.integers(8, len(block) - 1))] = data.draw(st.integers(0, 255))
    once, _ = sound_exif(bytes(block))
    if once is not None:
        assert sound_exif(once) == (once, False)
        assert len(once) == len(block)


@pytest.mark.parametrize("order", ["<", ">"])
def test_rubbish_behind_a_header_is_no_exif(order):
    mark = b"II*\0" if order == "<" else b"MM\0*"
    rubbish = bytes(hash_ % 251 + 4 for hash_ in range(3, 9000, 7))
    upright = upright_metadata(mark + struct.pack(order + "I", 8) + rubbish, None)
    assert upright == UprightMetadata(Metadata(), 1, (EXIF_LEFT_OUT,))


def test_a_pointer_that_leads_astray_goes_alone():
    block = bytearray(exif_block(6))
    whole = loaded(bytes(block))
    for tag in (0x8825, 0x8769):
        spoiled = bytearray(block)
        place = spoiled.index(struct.pack("<HHI", tag, 4, 1)) + 8
        for target in (8, 10, 0, len(block) - 1, 1 << 31, spoiled.index(b"Lowlight")):
            struct.pack_into("<I", spoiled, place, target)
            sound, damaged = sound_exif(bytes(spoiled))
            assert damaged
            told = loaded(sound)
            assert told[0x010F] == whole[0x010F]
            assert tag not in told
            other = 0x8769 if tag == 0x8825 else 0x8825
            assert told.get_ifd(other) == whole.get_ifd(other)


@pytest.mark.parametrize("order", ["<", ">"])
def test_texts_of_exif_3_stay(order):
    """UTF-8, a type that TIFF does not have."""
    title = Entry(0xA436, 129, 8, "Nächte".encode() + b"\0")
    block = build_block(
        Directory((Entry(0x010F, 129, 8, title.value),), {0x8769: Directory((title,))}), order
    )
    upright = upright_metadata(block, None)
    assert upright == UprightMetadata(Metadata(block))
    assert exif_that_fits(block + bytes(300), len(block))[0] == block
