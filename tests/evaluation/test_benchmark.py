"""The benchmark's own logic: its photo, its child process, its figures."""

import io
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.evaluation import benchmark
from lowexp_gui.evaluation.benchmark import Row, Seconds, photo_size, run_benchmark, synthetic_pixels
from lowexp_gui.evaluation.benchmark_child import measure
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model


@given(megapixels=st.floats(0.001, 250))
def test_photos_have_the_size_asked_for(megapixels: float) -> None:
    width, height = photo_size(megapixels)
    assert width * height == pytest.approx(megapixels * 1e6, rel=0.05)
    assert width / height == pytest.approx(1.5, rel=0.05)


def test_the_usual_sizes_are_those_of_cameras() -> None:
    assert photo_size(0.24) == (600, 400)
    assert photo_size(24) == (6000, 4000)


@given(width=st.integers(1, 4000), height=st.integers(1, 3000))
@settings(max_examples=10)
def test_the_photo_is_the_dark_sample_and_its_mirror_images(width: int, height: int) -> None:
    pixels = synthetic_pixels(width, height)
    assert pixels.shape == (height, width, 3)
    assert np.array_equal(pixels, synthetic_pixels(4000, 3000)[:height, :width])
    # 1600 columns and their mirror image: neighbours across the seam are equal.
    if width > 1600:
        assert np.array_equal(pixels[:, 1599], pixels[:, 1600])


@pytest.mark.parametrize("name", ["article", "open", "studio"])
def test_all_parts_are_measured(name: str) -> None:
    data = io.BytesIO()
    Image.fromarray(synthetic_pixels(90, 60)).save(data, "JPEG")
    measured = measure(load_model(find_model(name)), data.getvalue())
    assert measured.problem is None
    assert measured.seconds is not None
    assert min(vars(measured.seconds).values()) > 0
    assert measured.threads
    assert measured.threads >= 1


def test_the_ratio_is_that_of_what_is_computed_to_one_convolution() -> None:
    seconds = Seconds(decode=9, light=1, noise=2, render=3, encode=9, convolution=4, copying=9)
    assert seconds.ratio == 1.5
    fields = Row("name", 0.1, 3, 2, benchmark.Measured(seconds)).to_fields()
    assert fields["ratio"] == 1.5


def test_stopping_ends_the_measurement_under_way() -> None:
    cancel, begun = Event(), []

    def begin(model: str, megapixels: float) -> None:
        begun.append((model, megapixels))
        cancel.set()

    with pytest.raises(Cancelled):
        run_benchmark(("article",), (0.005, 0.01), begin, lambda _: None, cancel)
    assert begun == [("article", 0.005)]


def test_a_measurement_that_fails_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "photo.jpg"
    broken.write_bytes(b"nonsense")
    measured = benchmark._in_child("article", broken, Event())
    assert measured.seconds is None
    assert measured.problem
    assert "not a picture" in measured.problem


def test_a_process_that_the_system_ended_is_reported_as_such() -> None:
    measured = benchmark._measured_from(-9, "", "")
    assert measured.problem
    assert "memory" in measured.problem
    assert "No such file" in str(benchmark._measured_from(1, "", "Traceback\nOSError: No such file").problem)
