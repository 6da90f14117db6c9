"""The translations are those of the sources, complete, and packed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from setting_up.translating import collecting, packing  # noqa: E402

TEXTS = ROOT / "resources" / "translations" / "lowexp_ar.ts"
PLACE = re.compile(r"%\d|\{[a-z_]+\}")


def messages():
    return list(ElementTree.parse(TEXTS).iter("message"))  # noqa: S314


def run(command):
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)


def test_every_text_of_the_sources_is_there_and_no_other(tmp_path):
    collected = tmp_path / TEXTS.name
    shutil.copy(TEXTS, collected)
    run(collecting(Path(sys.executable), collected))
    assert collected.read_text("utf-8") == TEXTS.read_text("utf-8"), "run packaging/translate.py"


def forms(message):
    """The translation, or each of its forms by number."""
    translation = message.find("translation")
    return [each.text for each in translation.findall("numerusform")] or [translation.text]


def test_every_text_is_translated():
    unfinished = [
        message.findtext("source")
        for message in messages()
        if message.find("translation").get("type") or not all(forms(message))
    ]
    assert unfinished == []


def test_what_is_packed_is_what_is_translated(tmp_path):
    packed = tmp_path / "lowexp_ar.qm"
    run(packing(Path(sys.executable), TEXTS, packed))
    assert packed.read_bytes() == TEXTS.with_suffix(".qm").read_bytes(), "run packaging/translate.py"


def test_places_keys_and_ellipses_survive_translation():
    def kept(text):
        return sorted(PLACE.findall(text)), text.count("&"), text.endswith("…")

    # Words for none, one and two stand without the number.
    pairs = [(message.findtext("source"), forms(message)[-1]) for message in messages()]
    assert [pair for pair in pairs if kept(pair[0]) != kept(pair[1])] == []


def test_no_wrapper_hides_texts_from_the_collection():
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "lowexp_gui").rglob("*.py"))
    assert not re.search(r"\b(tr|translate)\(\s*(f\"|f')", sources)
    assert "def _tr(" not in sources
