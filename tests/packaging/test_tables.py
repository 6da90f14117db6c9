"""The tables in the docs say what the sources declare."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from building.tables import DOCS, with_tables  # noqa: E402


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_tables_are_up_to_date(path):
    text = path.read_text("utf-8")
    assert with_tables(text) == text, "run packaging/tables.py"
    assert "<!-- table: " in text


def test_a_table_that_is_not_is_brought_up_to_date():
    old = "before\n<!-- table: languages -->\n| a | b |\n<!-- end of table -->\nafter\n"
    new = with_tables(old)
    assert new.startswith("before\n<!-- table: languages -->\n| Language |")
    assert new.endswith("|\n<!-- end of table -->\nafter\n")
    assert "| a | b |" not in new
