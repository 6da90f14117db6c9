"""An added format, export option and language appear everywhere.

They are added to a copy of the sources: a format as a file and a line in a list, an option and a language as
a declaration each. The changed program runs in another process.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDED = Path(__file__).with_name("added")
OPTION = """    effort: int = field(
        default=4,
        metadata={
            _OPTION: NumberOption(
                flag="--effort",
                title=QT_TRANSLATE_NOOP("export", "Effort"),
                hint=QT_TRANSLATE_NOOP("export", "For %1, from 1 to 9"),
                help="Effort of {formats}.",
                values=range(1, 10),
            ),
        },
    )
"""
LANGUAGE = """    ESPERANTO = SpokenLanguage(
        "eo", "Esperanto", kind="Fotoplibonigilo", summary="Heligas fotojn", model="Modelo de Lowexp"
    )
"""


def _insert(path, added, before):
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{path.name} has another form"
    path.write_text(text.replace(before, added + before), "utf-8")


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy")
    for name in ("lowexp_gui", "packaging"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("resources", "weights"):
        (copy / name).symlink_to(ROOT / name, target_is_directory=True)
    photo = copy / "lowexp_gui" / "photo"
    shutil.copyfile(ADDED / "farbfeld.py", photo / "formats" / "farbfeld.py")
    listed = photo / "formats" / "photo_format.py"
    _insert(listed, "farbfeld, ", "heic, jpeg, jpegxl")
    _insert(listed, "    FARBFELD = farbfeld.FORMAT\n", "    JPEG_XL = jpegxl.FORMAT\n")
    _insert(photo / "encoding.py", OPTION, "\n\nUSUAL = Encoding()")
    _insert(copy / "lowexp_gui" / "languages.py", LANGUAGE, "\n\nLANGUAGES = ")
    environment = os.environ | {"PYTHONPATH": str(copy), "LOWEXP_CONFIG_DIR": str(copy / "config")}
    ran = subprocess.run(
        [sys.executable, ADDED / "places.py"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["sources"] == str(copy.resolve())
    return told


class TestFormat:
    def test_the_command_line_has_it(self, seen):
        for name in ("enhance", "watch"):
            assert "|farbfeld|ff|" in "".join(seen[f"help of {name}"].split())
        assert seen["parsed"][0] == "farbfeld"

    def test_boxes_and_dialogs_have_it(self, seen):
        assert "Farbfeld" in seen["formats of the panel"]
        assert "Farbfeld" in seen["formats of the form"]
        assert "*.ff *.FF" in seen["dialog"]

    def test_its_files_are_written_read_and_found(self, seen):
        assert seen["read back"] == ["farbfeld", True]
        assert seen["found"] == ["photo.ff"]

    def test_packages_offer_its_files_and_have_its_codecs(self, seen):
        assert "image/x-farbfeld;" in seen["menu entry"]
        assert "<mediatype>image/x-farbfeld</mediatype>" in seen["metainfo"]
        assert "ff" in seen["macos"]["CFBundleTypeExtensions"]
        assert "image/x-farbfeld" in seen["macos"]["CFBundleTypeMIMETypes"]
        assert any('".ff"' in line for line in seen["windows"])
        assert "farbfeldcodec" in seen["codecs"]

    def test_the_table_has_it(self, seen):
        assert (
            "| Farbfeld | `farbfeld` | .ff | yes | yes | yes | yes | no | no |  |\n" in seen["format_table"]
        )


class TestOption:
    def test_the_command_line_has_it(self, seen):
        for name in ("enhance", "watch"):
            text = " ".join(seen[f"help of {name}"].split())
            assert "--effort INTEGER RANGE" in text
            assert "Effort of Farbfeld. [default: 4; 1<=x<=9]" in text
        assert seen["parsed"][1] == 7

    def test_there_is_a_box_for_the_formats_that_heed_it(self, seen):
        assert seen["option"] == ["Effort", "For Farbfeld, from 1 to 9", True]
        assert seen["option of another format"] is False
        assert seen["chosen"] == 6

    def test_it_is_kept(self, seen):
        assert seen["kept"] is True
        assert seen["parsed again from a queue"] is True

    def test_the_table_has_it(self, seen):
        assert "| `--effort` | Effort | 1 to 9 | 4 | Farbfeld |\n" in seen["option_table"]


class TestLanguage:
    def test_menu_and_command_line_have_it(self, seen):
        assert "Esperanto" in seen["menu"]
        assert "{system,en,ar,eo}" in seen["help of the window"]
        assert seen["spoken"] == "eo"

    def test_desktops_show_it(self, seen):
        assert "GenericName[eo]=Fotoplibonigilo\n" in seen["menu entry"]
        assert "Comment[eo]=Heligas fotojn\n" in seen["menu entry"]
        assert '<summary xml:lang="eo">Heligas fotojn</summary>' in seen["metainfo"]
        assert '<comment xml:lang="eo">Modelo de Lowexp</comment>' in seen["models"]

    def test_texts_are_collected_and_packed(self, seen):
        commands = [" ".join(command) for command in seen["translating"]]
        assert any("-target-language eo" in each and "lowexp_eo.ts" in each for each in commands)
        assert any(each.endswith("lowexp_eo.qm") for each in commands)

    def test_packages_have_qts_texts_in_it(self, seen):
        assert "qtbase_eo.qm" in seen["qt"]

    def test_the_table_has_it(self, seen):
        assert "| Esperanto | `eo` | lowexp_eo.ts |\n" in seen["language_table"]
