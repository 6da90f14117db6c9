"""Pairs are found by name, by time and by content, and each is told what it is good for."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from pair_samples import darkened, save, scene, write_pairs
from PIL import Image, WebPImagePlugin
from poisoned import write_poison

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.photo import reading
from lowexp_gui.photo.reader_process import ReaderProcesses
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.training.pair_matching.candidates import Candidate, MatchedBy, Matching, Verdict, check_enough
from lowexp_gui.training.pair_matching.image_summaries import small_copy
from lowexp_gui.training.pair_matching.matching import match_brackets, match_photos


def matched(low: Path, high: Path) -> Matching:
    return match_photos([low], [high], lambda *_: None, Event())


def only(matching: Matching) -> Candidate:
    (candidate,) = matching.candidates
    return candidate


def shifted(right: int, down: int) -> tuple[np.ndarray, np.ndarray]:
    """A dark photo, and a reference that shows everything further right and down."""
    wide = scene(1, 250, 220)
    low = darkened(wide[20:180, 20:210])
    return low, wide[20 - down : 180 - down, 20 - right : 210 - right]


Made = Callable[[], tuple[np.ndarray, np.ndarray]]
CASES: dict[Verdict, Made] = {
    Verdict.ALIGNED: lambda: (darkened(scene(1)), scene(1)),
    Verdict.SHIFTED: lambda: shifted(3, -5),
    Verdict.TOO_FAR: lambda: shifted(0, 9),
    Verdict.DIFFERENT_SCENE: lambda: (darkened(scene(1)), scene(2)),
    Verdict.CLIPPED: lambda: (scene(1) // 2, np.where(scene(1) > 110, 255, scene(1)).astype(np.uint8)),
    Verdict.SAME_EXPOSURE: lambda: (scene(1), (scene(1) * 1.03).astype(np.uint8)),
    Verdict.EXCHANGED: lambda: (scene(1), darkened(scene(1))),
    Verdict.SIZES: lambda: (darkened(scene(1)), scene(1).swapaxes(0, 1)),
}


@pytest.mark.parametrize("verdict", CASES)
def test_a_pair_is_told_what_it_is_good_for(verdict: Verdict, tmp_path: Path) -> None:
    low, high = CASES[verdict]()
    save(low, tmp_path / "low/a.png")
    save(high, tmp_path / "high/a.png")
    candidate = only(matched(tmp_path / "low", tmp_path / "high"))
    assert candidate.verdict is verdict
    assert candidate.used is (verdict in (Verdict.ALIGNED, Verdict.SHIFTED))
    assert str(candidate.sentence).count("“a.png”") >= 1
    assert candidate.overruled(not candidate.used).used is not candidate.used


def test_a_shift_is_measured(tmp_path: Path) -> None:
    low, high = shifted(3, -5)
    save(low, tmp_path / "low/a.png")
    save(high, tmp_path / "high/a.png")
    assert only(matched(tmp_path / "low", tmp_path / "high")).shift == pytest.approx((3, -5), abs=0.3)


def test_the_same_photo_on_both_sides_has_one_exposure(tmp_path: Path) -> None:
    for side in ("low", "high"):
        save(scene(1), tmp_path / side / "a.png")
    assert only(matched(tmp_path / "low", tmp_path / "high")).verdict is Verdict.SAME_EXPOSURE


def test_unreadable_photos_among_good_ones_are_said(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path, 3)
    (low / "01.png").write_bytes((low / "01.png").read_bytes()[:200])
    (high / "02.png").write_bytes(b"")
    first, second, third = matched(low, high).candidates
    assert first.verdict is Verdict.ALIGNED
    assert (second.verdict, third.verdict) == (Verdict.UNREADABLE, Verdict.UNREADABLE)
    assert "damaged" in str(second.sentence)
    assert "empty" in str(third.sentence)
    assert not second.overruled(True).used


def test_a_pair_that_is_there_twice_is_a_duplicate(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path, 2)
    for folder in (low, high):
        (folder / "copy.png").write_bytes((folder / "00.png").read_bytes())
    verdicts = {each.low.name: each.verdict for each in matched(low, high).candidates}
    assert verdicts == {
        "00.png": Verdict.ALIGNED,
        "01.png": Verdict.ALIGNED,
        "copy.png": Verdict.DUPLICATE,
    }


def test_names_may_differ_in_words_of_exposure(tmp_path: Path) -> None:
    save(darkened(scene(1)), tmp_path / "low/Shot_7_dark.png")
    save(scene(1), tmp_path / "high/shot-7-BRIGHT.png")
    candidate = only(matched(tmp_path / "low", tmp_path / "high"))
    assert (candidate.matched_by, candidate.verdict) == (MatchedBy.NAME, Verdict.ALIGNED)


def test_photos_of_other_names_are_matched_by_time_then_by_content(tmp_path: Path) -> None:
    save(darkened(scene(1)), tmp_path / "low/a.jpg", "2026:01:31 12:00:00")
    save(scene(1), tmp_path / "high/x.jpg", "2026:01:31 12:00:03")
    save(darkened(scene(2)), tmp_path / "low/b.png")
    save(scene(2), tmp_path / "high/y.png")
    save(scene(5), tmp_path / "high/z.png")
    found = matched(tmp_path / "low", tmp_path / "high")
    assert [(each.low.name, each.high.name, each.matched_by) for each in found.candidates] == [
        ("a.jpg", "x.jpg", MatchedBy.TIME),
        ("b.png", "y.png", MatchedBy.CONTENT),
    ]
    assert [each.verdict for each in found.candidates] == [Verdict.ALIGNED, Verdict.ALIGNED]
    assert [path.name for path in found.alone] == ["z.png"]


def test_brackets_in_one_folder(tmp_path: Path) -> None:
    for number in range(2):
        bright = (scene(number) * 0.9).astype(np.uint8)
        for step, factor in enumerate((0.15, 0.4, 1.0)):
            save(darkened(bright, step, factor), tmp_path / f"IMG_{10 * number + step}.png")
    save(scene(9), tmp_path / "IMG_99.png")
    found = match_brackets([tmp_path], lambda *_: None, Event())
    assert [(each.low.name, each.high.name) for each in found.candidates] == [
        ("IMG_0.png", "IMG_2.png"),
        ("IMG_1.png", "IMG_2.png"),
        ("IMG_10.png", "IMG_12.png"),
        ("IMG_11.png", "IMG_12.png"),
    ]
    assert {each.verdict for each in found.candidates} == {Verdict.ALIGNED}
    assert [each.scene for each in found.candidates] == [0, 0, 2, 2]
    assert [path.name for path in found.alone] == ["IMG_99.png"]


def test_too_few_pairs_are_a_sentence(tmp_path: Path) -> None:
    found = matched(*write_pairs(tmp_path, 3))
    with pytest.raises(DataError, match="Found 3 good pairs, but at least 4 are needed"):
        check_enough(found.used)


def test_pairs_of_too_few_scenes_are_a_sentence(tmp_path: Path) -> None:
    for number in range(6):
        save(scene(number % 2), tmp_path / "high" / f"{number}.png")
        save(darkened(scene(number % 2), number), tmp_path / "low" / f"{number}.png")
    with pytest.raises(DataError, match="show 2 scenes"):
        check_enough(matched(tmp_path / "low", tmp_path / "high").used)


def test_matching_tells_how_far_it_is_and_can_be_cancelled(tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path, 4)
    cancel, told = Event(), []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if done == 4:
            cancel.set()

    with pytest.raises(Cancelled):
        match_photos([low], [high], report, cancel)
    assert told == [(2, 8), (4, 8)]


def test_a_photo_that_kills_a_decoder_is_told_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    low, high = CASES[Verdict.ALIGNED]()
    for name in ("a.tif", "b-poison.tif"):
        save(low, tmp_path / "low" / name)
        save(high, tmp_path / "high" / name)
    paths = [write_poison(tmp_path / "poison"), *filter(None, sys.path)]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    readers = ReaderProcesses()
    monkeypatch.setattr(reading, "_readers", readers)
    good, deadly = matched(tmp_path / "low", tmp_path / "high").candidates
    readers.close()
    assert good.verdict is Verdict.ALIGNED
    assert not deadly.used
    assert "“b-poison.tif” crashes the program" in str(deadly.sentence)


def test_decoders_of_others_are_not_run_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small copy of a WebP is decoded where all WebP files are: elsewhere."""
    decoded: list[object] = []
    decoder = WebPImagePlugin._webp.WebPAnimDecoder
    monkeypatch.setattr(
        WebPImagePlugin._webp, "WebPAnimDecoder", lambda data: decoded.append(data) or decoder(data)
    )
    Image.fromarray(scene(1)).save(tmp_path / "a.webp", lossless=True)
    copy = small_copy(tmp_path / "a.webp")
    assert (copy.summary.width, copy.summary.height) == scene(1).shape[1::-1]
    assert decoded == []
