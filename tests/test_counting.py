"""One is one: counts agree with what they count, in every sentence."""

import re
from pathlib import Path

import pytest

from lowexp_gui.counting import counted

PACKAGE = Path(__file__).parents[1] / "lowexp_gui"
_THINGS = (
    "photos|pairs|scenes|pixels|pictures|cores|steps|minutes|seconds|megapixels|files|folders|shots|models"
)
_COUNT = re.compile(rf"(?P<before>[×x] )?\{{(?P<number>[^{{}}]+)\}} (?:[a-z-]+ )?(?:{_THINGS})\b")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 scenes"),
        (1, "1 scene"),
        (1.0, "1 scene"),
        (2, "2 scenes"),
        (0.25, "0.25 scenes"),
        (3_000_000, "3000000 scenes"),
    ],
)
def test_a_number_agrees_with_what_it_counts(number: float, words: str) -> None:
    assert counted(number, "scene", "scenes") == words


_LIMITS = re.compile(r"[A-Z_0-9 /]+|self\.limit|limit|most|max_pixels // 1_000_000|2 \* repeats")


def _careless(source: str) -> list[str]:
    """Counts with a plural of their own; sizes, as in 6000 × 4000 pixels, and limits are no counts."""
    found = (each for each in _COUNT.finditer(source) if not each["before"] and "*steps" not in each[0])
    return [each[0] for each in found if not _LIMITS.fullmatch(each["number"])]


@pytest.mark.parametrize(
    "source", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_sentence_leaves_its_plural_to_one_function(source: Path) -> None:
    assert _careless(source.read_text("utf-8")) == []


def test_a_careless_count_is_found() -> None:
    assert _careless('f"There are {len(pairs)} good pairs"') == ["{len(pairs)} good pairs"]
    assert _careless('f"{width} × {height} pixels, at most {MOST} photos"') == []
