"""What counts as held."""

import pytest

from lowexp_gui.evaluation.reproduction.claims import Claim, Verdict, difference


def records(*values: float | None) -> dict[str, dict[str, float | None]]:
    return {str(index): {"psnr": value} for index, value in enumerate(values)}


EIGHT = tuple(20 + 0.1 * index for index in range(8))


@pytest.mark.parametrize(
    ("gain", "wanted", "verdict"),
    [(1, 1, Verdict.HELD), (1, -1, Verdict.FAILED), (-1, 1, Verdict.FAILED), (-1, -1, Verdict.HELD)],
)
def test_a_clear_difference(gain: float, wanted: int, verdict: Verdict) -> None:
    found = difference("x", records(*(value + gain for value in EIGHT)), records(*EIGHT), "psnr", wanted)
    assert found is not None
    assert found.mean == pytest.approx(gain)
    assert found.verdict is verdict


def test_chance_settles_nothing() -> None:
    shaken = [value + (-1) ** index for index, value in enumerate(EIGHT)]
    found = difference("x", records(*shaken), records(*EIGHT), "psnr")
    assert found is not None
    assert found.verdict is Verdict.OPEN


def test_few_photos_settle_nothing() -> None:
    found = difference("x", records(30, 30, 30), records(10, 10, 10), "psnr")
    assert found is not None
    assert found.verdict is Verdict.OPEN


def test_what_was_not_measured_is_left_out() -> None:
    found = difference("x", records(None, *EIGHT), records(1, *EIGHT), "psnr")
    assert found is not None
    assert found.photos == 8
    assert difference("x", records(None), records(1), "psnr") is None


def test_a_claim_needs_all_of_its_differences() -> None:
    higher = difference("a", records(*(value + 1 for value in EIGHT)), records(*EIGHT), "psnr")
    lower = difference("b", records(*(value - 1 for value in EIGHT)), records(*EIGHT), "psnr")
    even = difference("c", records(*EIGHT), records(*EIGHT), "psnr")
    assert higher is not None
    assert lower is not None
    assert even is not None
    assert Claim("", "", "", (higher,)).verdict is Verdict.HELD
    assert Claim("", "", "", (higher, even)).verdict is Verdict.OPEN
    assert Claim("", "", "", (higher, even, lower)).verdict is Verdict.FAILED
