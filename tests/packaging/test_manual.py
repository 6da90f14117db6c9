"""The manual is complete, says what the program says, and needs no network."""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from building.left_out import is_left_out  # noqa: E402
from building.reference import reference_page  # noqa: E402

from lowexp_gui.ui.help.manual_page import PAGES  # noqa: E402

MANUAL = ROOT / "resources" / "manual"
IN_ENGLISH_ALONE = {"automation", "command-line"}
FILES = sorted(MANUAL.rglob("*.md"))
TEXTS = ElementTree.parse(ROOT / "resources" / "translations" / "lowexp_ar.ts")  # noqa: S314


def _plain(text: str | None) -> str:
    return re.sub(r"&(.)", r"\1", text or "").rstrip("…")


def _texts_of_the_window(language: str) -> set[str]:
    kind = "source" if language == "en" else "translation"
    return {_plain(message.findtext(kind)) for message in TEXTS.iter("message")}


def test_every_page_is_there_and_no_other() -> None:
    assert {path.stem for path in (MANUAL / "en").glob("*.md")} == set(PAGES)
    assert {path.stem for path in (MANUAL / "ar").glob("*.md")} == set(PAGES) - IN_ENGLISH_ALONE


def test_the_reference_is_that_of_the_commands() -> None:
    written = (MANUAL / "en" / "command-line.md").read_text("utf-8")
    assert written == reference_page(), "run packaging/write_reference.py"


@pytest.mark.parametrize("page", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
class TestPage:
    def test_names_what_the_window_shows(self, page: Path) -> None:
        # Bold words are names, unless they begin a paragraph.
        bold = re.findall(r"\*\*([^*\n]+)\*\*", page.read_text("utf-8"))
        named = {_plain(words) for words in bold if not words.endswith((".", ":"))}
        assert named <= _texts_of_the_window(page.parent.name)

    def test_has_a_title_and_needs_no_network(self, page: Path) -> None:
        text = page.read_text("utf-8")
        assert re.match(r"# \S", text)
        assert not re.search(r"\]\(\w+://", text)

    def test_has_its_pictures_which_are_packed(self, page: Path) -> None:
        for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / picture).is_file()
            assert not is_left_out(f"resources/manual/{page.parent.name}/{picture}")


@pytest.mark.parametrize("name", sorted(set(PAGES) - IN_ENGLISH_ALONE))
def test_translated_pages_have_the_same_parts(name: str) -> None:
    english, arabic = ((MANUAL / each / f"{name}.md").read_text("utf-8") for each in ("en", "ar"))
    for mark in (r"^#+ ", r"^- ", r"^\d\. ", r"!\[", r"`[^`]+`"):
        assert len(re.findall(mark, english, re.M)) == len(re.findall(mark, arabic, re.M)), mark
