"""Measuring subjects on pairs."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.evaluation.evaluating import evaluate
from lowexp_gui.evaluation.pairing import Pairing, PhotoPair
from lowexp_gui.evaluation.subjects import EvaluationSubject, Pictures, SubjectKind, original, unit_values


@pytest.fixture
def pairing(tmp_path: Path) -> Pairing:
    """Eight grey pairs, each less dark than the one before."""
    pairs = []
    for index in range(8):
        low, high = tmp_path / f"{index}.png", tmp_path / f"{index}_high.png"
        Image.new("RGB", (16, 12), (20 * index,) * 3).save(low)
        Image.new("RGB", (16, 12), (200,) * 3).save(high)
        pairs.append(PhotoPair(low, high))
    return Pairing(tuple(pairs))


def test_the_best_and_worst_photos_are_shown(pairing: Pairing) -> None:
    found = evaluate(pairing, [original()], lambda *_: None, lambda _: None, Event())
    gallery = found.results[0].gallery
    assert [each.name for each in gallery.highest] == ["7.png", "6.png", "5.png"]
    assert [each.name for each in gallery.lowest] == ["0.png", "1.png", "2.png"]
    assert all(picture.startswith(b"RIFF") for each in gallery.highest for picture in each.pictures.values())


def test_few_photos_are_shown_once(pairing: Pairing) -> None:
    found = evaluate(Pairing(pairing.pairs[:4]), [original()], lambda *_: None, lambda _: None, Event())
    gallery = found.results[0].gallery
    shown = [each.name for each in (*gallery.highest, *gallery.lowest)]
    assert sorted(shown) == ["0.png", "1.png", "2.png", "3.png"]


def test_stopped_it_keeps_what_was_measured(pairing: Pairing) -> None:
    cancel = Event()

    def stop_after_three(done: int, _all: int) -> None:
        if done == 3:
            cancel.set()

    found = evaluate(pairing, [original()], stop_after_three, lambda _: None, cancel)
    assert found.stopped
    assert (found.measured, found.pairs, len(found.results[0].outcomes)) == (3, 8, 3)


def test_one_failure_costs_one_figure(pairing: Pairing) -> None:
    def fail_on_black(photo, cancel):
        if not photo.pixels.any():
            raise ZeroDivisionError
        return Pictures(unit_values(photo))

    fragile = EvaluationSubject(SubjectKind.METHOD, "fragile", "Fragile", fail_on_black)
    told: list[str] = []
    found = evaluate(pairing, [fragile, original()], lambda *_: None, told.append, Event())
    assert [len(each.outcomes) for each in found.results] == [7, 8]
    assert found.measured == 7
    assert told == list(found.problems) == ["Fragile failed on “0.png”; the log says why."]


def test_figures_are_of_what_the_subject_made(pairing: Pairing) -> None:
    def to_reference(photo, cancel):
        return Pictures(np.full((photo.height, photo.width, 3), 200 / 255, np.float32))

    perfect = EvaluationSubject(SubjectKind.METHOD, "perfect", "Perfect", to_reference)
    found = evaluate(pairing, [perfect], lambda *_: None, lambda _: None, Event())
    assert all(outcome.figures["ssim"] == pytest.approx(1) for outcome in found.results[0].outcomes)
    assert found.results[0].seconds_per_megapixel is not None


def test_without_references_burnt_photos_are_the_worst(pairing: Pairing) -> None:
    def burn(photo, cancel):
        values = unit_values(photo)
        count = round(values.max() * 100)
        values.reshape(-1, 3)[:count] = 1
        return Pictures(values)

    photos = Pairing(tuple(PhotoPair(pair.low, None) for pair in pairing.pairs), with_references=False)
    burning = EvaluationSubject(SubjectKind.METHOD, "burning", "Burning", burn)
    found = evaluate(photos, [burning], lambda *_: None, lambda _: None, Event(), ["psnr", "black_becomes"])
    assert found.ranked_by == "new_burnt_pixels"
    gallery = found.results[0].gallery
    assert [each.name for each in gallery.highest] == ["7.png", "6.png", "5.png"]
    assert set(gallery.highest[0].pictures) == {"before", "final"}
    figures = found.results[0].outcomes[1].figures
    assert (figures["psnr"], figures["new_burnt_pixels"]) == (None, pytest.approx(100 * 8 / 192))
