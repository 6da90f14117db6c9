"""Pieces side by side: each once, on one thread of torch; and results that no number of threads changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Event, get_ident

import numpy as np
import pytest
import torch
from scenes import dark_scene

from lowexp_gui.enhancing.adjustments import NEUTRAL, Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.exporting import export_codes
from lowexp_gui.enhancing.parallel import run_in_parallel
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.photograph import photo_from_srgb


@pytest.fixture(autouse=True)
def _threads_as_before() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(("threads", "pieces"), [(1, 5), (4, 1), (4, 0), (3, 100)])
def test_each_piece_is_worked_on_once_by_one_thread_of_torch(threads: int, pieces: int) -> None:
    torch.set_num_threads(threads)
    done: list[tuple[int, int, bool]] = []
    begun = []

    @contextmanager
    def worker() -> Iterator[Callable[[int], None]]:
        begun.append(get_ident())
        yield lambda piece: done.append((piece, torch.get_num_threads(), torch.is_inference_mode_enabled()))

    run_in_parallel(range(pieces), worker)
    assert sorted(done) == [(piece, 1, True) for piece in range(pieces)]
    assert len(begun) == max(1, min(threads, pieces))
    assert torch.get_num_threads() == threads
    assert not torch.is_inference_mode_enabled()


def test_as_many_are_at_work_as_torch_has_threads() -> None:
    torch.set_num_threads(3)
    # It breaks if they come one after the other.
    together = Barrier(3, timeout=60)

    @contextmanager
    def worker() -> Iterator[Callable[[int], object]]:
        yield lambda _: together.wait()

    run_in_parallel(range(3), worker)


@pytest.mark.parametrize("threads", [1, 3])
def test_what_goes_wrong_with_a_piece_is_heard(threads: int) -> None:
    torch.set_num_threads(threads)

    @contextmanager
    def worker() -> Iterator[Callable[[int], float]]:
        yield lambda piece: 1 / (piece - 4)

    with pytest.raises(ZeroDivisionError):
        run_in_parallel(range(9), worker)
    assert torch.get_num_threads() == threads


def test_results_do_not_depend_on_the_number_of_threads() -> None:
    model, photo = load_model(find_model(DEFAULT_MODEL)), photo_from_srgb(dark_scene(701, 903))
    found = []
    for threads in (1, 2, 5):
        torch.set_num_threads(threads)
        result = enhance_photo(photo, model, CPU, Event())
        codes = export_codes(result, Stage.FINAL, NEUTRAL, profile=None, bit_depth=16)
        found.append((result.illumination, render(result, Stage.FINAL), codes))
    for others in found[1:]:
        for one, other in zip(found[0], others, strict=True):
            assert np.array_equal(one, other)
