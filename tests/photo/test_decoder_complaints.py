"""What decoders complain of goes to the log, with the file's name, and not to the terminal."""

import logging
import struct
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import pytest
from photo_files import FILES
from PIL import Image

from lowexp_gui.paths import log_folder
from lowexp_gui.photo.decoder_complaints import complaints_in_log, decoding, name_the_file
from lowexp_gui.photo.formats.photo_format import PhotoFormat


def png_with_unsound_transparency(path: Path) -> None:
    """Libpng warns of it, and reads the picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes([20 + row]) * 120 for row in range(30))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0))
    pixels = chunk(b"tRNS", b"abc") + chunk(b"IDAT", zlib.compress(rows) + b"more")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b""))


def tiff_with_too_long_a_text(path: Path) -> None:
    """Pillow warns of it when it looks at the header."""
    Image.new("RGB", (40, 30), (20, 30, 40)).save(path, tiffinfo={270: "a description"})
    data = path.read_bytes()
    entry = struct.pack("<HHI", 270, 2, 14)
    assert entry in data
    path.write_bytes(data.replace(entry, struct.pack("<HHI", 270, 2, 1 << 20)))


def test_the_terminal_stays_clean_and_the_log_has_every_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("one", "two"):
        png_with_unsound_transparency(tmp_path / "in" / f"{name}.png")
        tiff_with_too_long_a_text(tmp_path / "in" / f"{name}.tif")
    raw = FILES[PhotoFormat.RAW]
    (tmp_path / "in" / "cut.dng").write_bytes(raw[: len(raw) * 2 // 3])
    done = subprocess.run(
        [sys.executable, "-m", "lowexp_gui.cli", "enhance", "in", "-o", "out", "--model", "article"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    # Of the one that failed, a sentence.
    said = done.stderr.splitlines()
    assert len(said) == 2
    assert said[0].startswith("“cut.dng” is damaged or cut short")
    assert said[1] == "4 enhanced, 1 failed."
    log = (log_folder() / "lowexp.log").read_text("utf-8").splitlines()
    for name in ("one", "two"):
        assert any(f"{name}.png: imagecodecs: PNG warning: tRNS: invalid" in line for line in log)
        assert any(f"{name}.tif: UserWarning: " in line for line in log)
    # LibRaw does not know its name.
    assert any("unknown file: Unexpected end of file" in line for line in log)


def test_what_native_code_writes_comes_into_the_log_and_the_rest_to_the_terminal() -> None:
    code = (
        "import logging, os, sys\n"
        "from lowexp_gui.photo.decoder_complaints import native_lines_in_log\n"
        "logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(message)s')\n"
        "for number in range(3):\n"
        "    with native_lines_in_log():\n"
        "        os.write(2, b'native %d \\xff\\x1b[31m\\n' % number)\n"
        "        print('ours', number, file=sys.stderr)\n"
        "        os.write(2, b'unfinished')\n"
        "    os.write(2, b'after\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "".join(f"ours {number}\nafter\n" for number in range(3))
    assert done.stdout == "".join(f"native {number} \ufffd\ufffd[31m\nunfinished\n" for number in range(3))


def test_warnings_of_other_code_are_shown_as_before() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        before = warnings.showwarning
        with complaints_in_log():
            warnings.warn("of nothing that is decoded", UserWarning, stacklevel=1)
        assert warnings.showwarning is before
    assert [str(each.message) for each in told] == ["of nothing that is decoded"]
    assert logging.getLogger("imagecodecs").propagate


@pytest.mark.parametrize(
    ("message", "arguments", "said"),
    [
        ("%s is odd: 100 %%", ("it",), "a%sb.png: it is odd: 100 %"),
        ("“a%sb.png” is odd", (), "“a%sb.png” is odd"),
    ],
)
def test_a_record_names_its_file_once(message: str, arguments: tuple[str, ...], said: str) -> None:
    record = logging.LogRecord("lowexp_gui", logging.WARNING, "", 1, message, arguments, None)
    with decoding(Path("a%sb.png")):
        assert name_the_file(record)
        assert name_the_file(record)
    assert record.getMessage() == said


def test_a_record_of_no_file_stays_as_it_is() -> None:
    record = logging.LogRecord("lowexp_gui", logging.WARNING, "", 1, "%s", ("it",), None)
    assert name_the_file(record)
    assert record.getMessage() == "it"
