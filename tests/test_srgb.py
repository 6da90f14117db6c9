"""The sRGB curve and the weights of luminance stand once in the sources."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "lowexp_gui"
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "srgb.py"]
NUMBERS = re.compile(r"(?<![\d.])(0?\.2126|0?\.7152|0?\.0722|12\.92|1\.055|0?\.04045|0?\.0031308)\b")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_other_module_states_them_again(source: Path) -> None:
    assert not NUMBERS.findall(source.read_text("utf-8"))
