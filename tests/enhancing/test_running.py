"""Running a model: tiles, cancelling, memory that runs out."""

import weakref
from threading import Event

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import dark_scene, scene_model

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU, Device
from lowexp_gui.enhancing.enhancement import Enhancement
from lowexp_gui.enhancing.noise_tiles import continued
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.enhancing.rendering import render
from lowexp_gui.enhancing.running import OutOfMemory, RunCallbacks, _Run, enhance_photo
from lowexp_gui.model.article_network import ArticleDenoising
from lowexp_gui.model.networks import DenoisingNetwork
from lowexp_gui.model.weights import DualModel
from lowexp_gui.photo.photograph import Photo, photo_from_srgb
from lowexp_gui.photo.region import Region


def noise_of(enhancement: Enhancement) -> np.ndarray:
    return enhancement.noise.levels[0].astype(int)


@pytest.mark.parametrize("tile", [64, 100, 128])
@pytest.mark.parametrize("architecture", ["article", "whole scene"])
def test_tiled_equals_whole(photo: Photo, model: DualModel, tile: int, architecture: str) -> None:
    model = model if architecture == "article" else scene_model()
    whole = enhance_photo(photo, model, CPU, Event(), tile=4096)
    tiled = enhance_photo(photo, model, CPU, Event(), tile=tile)
    # Summation order may differ between tile sizes: one step of 1/8192 at most.
    assert np.abs(noise_of(whole) - noise_of(tiled)).max() <= 1
    assert np.array_equal(whole.illumination, tiled.illumination)
    for first, second in zip(whole.noise.levels, tiled.noise.levels, strict=True):
        assert np.abs(first.astype(int) - second).max() <= 1


@given(height=st.integers(1, 20), width=st.integers(1, 20), multiple=st.integers(1, 16))
def test_a_tile_is_continued_by_its_last_row_and_column(height: int, width: int, multiple: int) -> None:
    tile = np.random.default_rng(0).random((height, width, 3), np.float32)
    expected = np.pad(tile, ((0, -height % multiple), (0, -width % multiple), (0, 0)), mode="edge")
    assert np.array_equal(continued(torch.from_numpy(tile), multiple).numpy(), expected)


@given(height=st.integers(1, 40), width=st.integers(1, 40))
@settings(deadline=None, max_examples=20)
def test_photos_of_any_size_come_out_in_their_size(model: DualModel, height: int, width: int) -> None:
    photo = photo_from_srgb(dark_scene(height, width))
    final = render(enhance_photo(photo, model, CPU, Event()), Stage.FINAL)
    assert final.shape == (height, width, 3)
    assert np.isfinite(final).all()


def test_a_very_long_photo_works(model: DualModel) -> None:
    photo = photo_from_srgb(dark_scene(2, 30_000))
    assert render(enhance_photo(photo, model, CPU, Event()), Stage.FINAL).shape == (2, 30_000, 3)


def test_the_result_is_brighter_and_the_photo_untouched(photo: Photo, model: DualModel) -> None:
    before = photo.pixels.copy()
    enhancement = enhance_photo(photo, model, CPU, Event())
    final = np.clip(render(enhancement, Stage.FINAL), 0, 1)
    assert final.mean() > 2 * render(enhancement, Stage.BEFORE).mean()
    assert np.array_equal(photo.pixels, before)


def test_the_light_comes_first_and_then_every_tile(photo: Photo, model: DualModel) -> None:
    told: list[object] = []
    callbacks = RunCallbacks(
        on_light=lambda enhancement: told.append(np.abs(noise_of(enhancement)).max()),
        on_tile=lambda region, done, total: told.append((region, done, total)),
    )
    enhance_photo(photo, model, CPU, Event(), callbacks, tile=64)
    assert told[0] == 0
    tiles = told[1:]
    assert [tile[1:] for tile in tiles] == [(number, 12) for number in range(1, 13)]
    assert sum(tile[0].width * tile[0].height for tile in tiles) == photo.width * photo.height


def test_tiles_in_view_come_first_and_follow_it(photo: Photo, model: DualModel) -> None:
    order: list[Region] = []
    views = [Region(190, 130, 10, 10)] * 1 + [Region(0, 0, 10, 10)] * 20
    callbacks = RunCallbacks(on_tile=lambda region, *_: order.append(region), focus=lambda: views[len(order)])
    enhance_photo(photo, model, CPU, Event(), callbacks, tile=64)
    assert (order[0].left, order[0].top) == (192, 128)
    assert (order[1].left, order[1].top) == (0, 0)
    assert len(set(order)) == 12


def test_cancelling_takes_effect_within_a_tile(photo: Photo, model: DualModel) -> None:
    cancel = Event()
    done: list[int] = []

    def stop_after_three(_region: Region, number: int, _total: int) -> None:
        done.append(number)
        if number == 3:
            cancel.set()

    with pytest.raises(Cancelled):
        enhance_photo(photo, model, CPU, cancel, RunCallbacks(on_tile=stop_after_three), tile=64)
    assert done == [1, 2, 3]


class Cramped(ArticleDenoising):
    """A denoiser that memory fails for pictures above a number of pixels, as torch says it on the CPU."""

    def __init__(self, weights: DenoisingNetwork, most: int) -> None:
        super().__init__()
        self.load_state_dict(weights.state_dict())
        self.requires_grad_(False)
        self.most = most

    def forward(self, photo: torch.Tensor, illumination: torch.Tensor) -> torch.Tensor:
        if photo.shape[-1] * photo.shape[-2] > self.most:
            raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")
        return super().forward(photo, illumination)


def test_memory_that_runs_out_makes_the_tiles_smaller_and_says_so(photo: Photo, model: DualModel) -> None:
    notices: list[str] = []
    cramped = DualModel(model.card, model.enhancement, Cramped(model.denoising, 150 * 150))
    result = enhance_photo(photo, cramped, CPU, Event(), RunCallbacks(on_notice=notices.append), tile=256)
    expected = enhance_photo(photo, model, CPU, Event())
    assert np.abs(noise_of(result) - noise_of(expected)).max() <= 1
    assert list(map(str, notices)) == ["Memory is low, so the photo is processed in smaller pieces."]


def test_no_memory_at_all_is_a_sentence(photo: Photo, model: DualModel) -> None:
    cramped = DualModel(model.card, model.enhancement, Cramped(model.denoising, 0))
    with pytest.raises(OutOfMemory, match="not enough memory"):
        enhance_photo(photo, cramped, CPU, Event())


class Calls(list[str]):
    """Where a denoiser was called; copies of the denoiser share it."""

    def __deepcopy__(self, _memo: object) -> "Calls":
        return self


class Faltering(ArticleDenoising):
    """A denoiser that fails once, at its third picture, as a graphics card does."""

    def __init__(self, weights: DenoisingNetwork, error: BaseException) -> None:
        super().__init__()
        self.load_state_dict(weights.state_dict())
        self.requires_grad_(False)
        self.error, self.calls = error, Calls()

    def forward(self, photo: torch.Tensor, illumination: torch.Tensor) -> torch.Tensor:
        self.calls.append("called")
        if len(self.calls) == 3:
            raise self.error
        return super().forward(photo, illumination)


LAUNCH_FAILURE = "CUDA error: unspecified launch failure\nCompile with `TORCH_USE_CUDA_DSA`"
# A name of the CPU that is not the usual one stands for a card.
CARD = Device("cpu:0", "Card (8 GB)")


@pytest.mark.parametrize("error", [RuntimeError(LAUNCH_FAILURE), torch.AcceleratorError(LAUNCH_FAILURE)])
def test_a_card_that_is_lost_in_the_middle_leaves_the_rest_to_the_cpu(
    photo: Photo, model: DualModel, error: RuntimeError
) -> None:
    notices: list[str] = []
    faltering = DualModel(model.card, model.enhancement, Faltering(model.denoising, error))
    result = enhance_photo(photo, faltering, CARD, Event(), RunCallbacks(on_notice=notices.append), tile=64)
    expected = enhance_photo(photo, model, CPU, Event())
    assert np.abs(noise_of(result) - noise_of(expected)).max() <= 1
    assert list(map(str, notices)) == ["Card (8 GB) failed; the CPU continues, more slowly."]


def test_what_a_card_says_is_an_error_where_there_is_no_card(photo: Photo, model: DualModel) -> None:
    faltering = DualModel(
        model.card, model.enhancement, Faltering(model.denoising, RuntimeError(LAUNCH_FAILURE))
    )
    with pytest.raises(RuntimeError, match="launch failure"):
        enhance_photo(photo, faltering, CPU, Event(), tile=64)


def test_pieces_of_an_earlier_cut_are_not_tried_again_when_memory_asks_for_smaller_ones(
    photo: Photo, model: DualModel
) -> None:
    cramped = DualModel(model.card, model.enhancement, Cramped(model.denoising, 130 * 130))
    running = _Run(cramped, CPU, RunCallbacks(), 256, Precision.AUTO)
    enhancement = enhance_photo(photo, model, CPU, Event())
    running.denoise(enhancement, photo.bounds)
    assert running.tile == 64


def test_what_a_failed_attempt_had_in_memory_is_let_go(photo: Photo, model: DualModel) -> None:
    kept: list[weakref.ref[torch.Tensor]] = []
    alive: list[bool] = []

    class Hoarding(Cramped):
        def forward(self, photo: torch.Tensor, illumination: torch.Tensor) -> torch.Tensor:
            alive.append(any(each() is not None for each in kept))
            hoard = torch.empty(10)
            kept.append(weakref.ref(hoard))
            return super().forward(photo, illumination)

    hoarding = DualModel(model.card, model.enhancement, Hoarding(model.denoising, 150 * 150))
    enhance_photo(photo, hoarding, CPU, Event(), tile=256)
    assert len(alive) > 2
    assert not any(alive)


def test_other_errors_are_not_taken_for_memory(photo: Photo, model: DualModel) -> None:
    with pytest.raises(RuntimeError, match="device"):
        enhance_photo(photo, model, Device("nonsense", "Nonsense"), Event())
