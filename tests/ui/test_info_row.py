"""The row of information about the photo in view."""

import numpy as np
import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from PySide6.QtCore import Qt

from lowexp_gui.photo.photograph import Metadata, Photo
from lowexp_gui.ui.viewing.info_row import InfoRow


def photo(main, inner) -> Photo:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(0x8769).update(inner)
    block = exif.tobytes().removeprefix(b"Exif\0\0")
    return Photo(np.zeros((40, 60, 3), np.uint8), metadata=Metadata(exif=block))


@pytest.fixture
def row(qtbot):
    made = InfoRow()
    qtbot.addWidget(made)
    made.resize(600, 80)
    return made


def texts(row):
    return [line.text() for line in row.lines]


def test_all_that_is_known(row) -> None:
    inner = {
        0x829A: IFDRational(1, 60),
        0x829D: IFDRational(28, 10),
        0x8827: 6400,
        0x920A: IFDRational(50, 1),
        0x9003: "2023:07:09 22:10:05",
        0xA434: "RF50mm F1.8",
    }
    row.show_photo(photo({0x010F: "Canon", 0x0110: "EOS R6"}, inner), 12, 200)
    camera, exposure, about = texts(row)
    assert camera == "Canon EOS R6 · RF50mm F1.8"
    assert exposure == "ISO 6400 · 1/60 s · f/2.8 · 50 mm"
    assert about.endswith("60 × 40 · 12 of 200")
    assert row.accessibleDescription().count("\n") == 2


def test_long_exposures_are_in_seconds(row) -> None:
    row.show_photo(photo({}, {0x829A: IFDRational(5, 2)}), 1, 1)
    assert texts(row)[1] == "2.5 s"


def test_what_is_unknown_takes_no_room(row) -> None:
    row.show_photo(photo({}, {}), 1, 1)
    assert [line.isVisibleTo(row) for line in row.lines] == [False, False, True]
    assert texts(row)[2] == "60 × 40"
    row.show_photo(None, 0, 0)
    assert row.isHidden()


def test_foreign_names_are_plain_and_do_not_widen_the_panel(row) -> None:
    row.resize(200, 80)
    row.show_photo(photo({0x0110: "<b>bold</b> " * 9}, {}), 1, 2)
    label = row.lines[0]
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().startswith("<b>")
    assert label.text().endswith("…")
    assert "<b>" not in label.toolTip()
    assert row.minimumSizeHint().width() == 0


def test_the_window_says_which_photo_it_is(person, dark_photos) -> None:
    person.open_and_wait(*dark_photos)
    info = person.window.parts.info
    person.wait(lambda: texts(info)[2].endswith(f"1 of {len(dark_photos)}"))
    person.window.session.in_view.step(1)
    person.wait(lambda: texts(info)[2].endswith(f"2 of {len(dark_photos)}"))
