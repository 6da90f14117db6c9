"""What is measured of a model: on held-back pairs, repeated shots, and dark photos without references."""

import re
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from training_samples import picture, write_data

from lowexp_gui.cli import main
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.measuring.measures import Measures
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import DualModel, load_model
from lowexp_gui.training.data.photo_sets import TrainingData, read_training_data
from lowexp_gui.training.publishing import measured_besides
from lowexp_gui.training.validation import (
    LIGHT_FAULTS,
    MOST_PHOTOS,
    ShotFigures,
    UnpairedFigures,
    Validation,
    shots_of,
    unpaired_of,
    validate_shots,
    validate_unpaired,
)


@pytest.fixture(scope="module")
def model() -> DualModel:
    return load_model(find_model("article"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With two dark photos: one all black, one with a lamp."""
    folder = write_data(tmp_path_factory.mktemp("photos") / "data")
    (folder / "unpaired").mkdir()
    Image.new("RGB", (300, 200), (2, 1, 1)).save(folder / "unpaired/black.png")
    lamp = np.array(Image.fromarray(picture(4)).resize((500, 420))) // 12
    lamp[:, 400:] = 1
    lamp[200:230, 100:130] = 200
    Image.fromarray(lamp).save(folder / "unpaired/lamp.png")
    return folder


def test_unpaired_photos_have_the_means_of_what_can_be_measured(folder: Path, model: DualModel) -> None:
    photos = unpaired_of(read_training_data(folder))
    told: list[tuple[int, int]] = []
    both = validate_unpaired(photos, model, CPU, lambda *done: told.append(done), Event())
    black, lamp = (validate_unpaired([path], model, CPU, lambda *_: None, Event()) for path in photos)
    assert told == [(1, 2), (2, 2)]
    assert (both.photos, tuple(both.means)) == (2, LIGHT_FAULTS)
    for name in ("new_burnt_pixels", "noise_in_black", "black_becomes"):
        assert both.means[name] == pytest.approx((black.means[name] + lamp.means[name]) / 2)
    # There is no light in a black photo.
    assert black.means["halo"] is None
    assert both.means["halo"] == lamp.means["halo"] is not None


def test_repeated_shots_are_measured_without_light(folder: Path, model: DualModel) -> None:
    ((name, pairs),) = shots_of(read_training_data(folder)).items()
    found = validate_shots(name, pairs, model, CPU, lambda *_: None, Event())
    assert (found.name, found.pairs) == ("shots", 1)
    # Noise with a deviation of 6 of 255; brightened, it would be far below 20 dB.
    assert found.original.psnr == pytest.approx(20 * np.log10(255 / 6), abs=0.3)
    assert found.final.psnr > 25


def test_a_validation_ends_when_it_is_asked_to(folder: Path, model: DualModel) -> None:
    data, cancel = read_training_data(folder), Event()
    cancel.set()
    with pytest.raises(Cancelled):
        validate_unpaired(data.unpaired, model, CPU, lambda *_: None, cancel)
    with pytest.raises(Cancelled):
        validate_shots("shots", data.noisy, model, CPU, lambda *_: None, cancel)


def test_thousands_of_photos_take_no_hours(data: TrainingData) -> None:
    many = replace(data, unpaired=tuple(Path(f"{number}.jpg") for number in range(257)))
    chosen = [int(path.stem) for path in unpaired_of(many)]
    assert len(set(chosen)) == MOST_PHOTOS
    assert chosen == sorted(chosen)
    assert max(np.diff(chosen)) == 3
    assert chosen[-1] > 250
    assert unpaired_of(data) == ()


def test_a_card_tells_them_beside_the_pairs(model: DualModel) -> None:
    original, final = Measures(30.00049, 0.9, 4.0), Measures(33.0, 0.95, 3.0)
    means = {"new_burnt_pixels": 1.23456, "noise_in_black": None, "black_becomes": 20.0, "halo": 1.0}
    found = Validation((), (ShotFigures("shots", 7, original, final),), UnpairedFigures(42, means))
    fields = measured_besides(found, shots_trained=True)
    assert fields["shots"]["original"] == {"psnr": 30.0, "ssim": 0.9, "ciede2000": 4.0}
    assert fields["shots"]["split"] == "repeated shots with brightness 0, used for training too"
    assert fields["unpaired"]["final"] == means | {"new_burnt_pixels": 1.235}
    assert "not used for training" in measured_besides(found, shots_trained=False)["shots"]["split"]
    assert measured_besides(Validation((), (), None), shots_trained=False) == {}


def test_validate_prints_all_of_it(folder: Path) -> None:
    result = CliRunner().invoke(main, ["lab", "validate", "--data", str(folder), "--model", "article"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "set, 2 pairs: PSNR dB / SSIM / CIEDE2000"
    assert lines[4] == "shots, 1 repeated shot with brightness 0: PSNR dB / SSIM / CIEDE2000"
    assert lines[7] == "unpaired, 2 dark photos without references, long side at most 900 pixels:"
    titles = ("Newly clipped pixels", "Noise in black", "Black level", "Halo")
    assert all(line.startswith(f"  {title} ") for title, line in zip(titles, lines[8:12], strict=True))
    assert all(re.search(r" \d+\.\d+( %)?$", line) for line in lines[8:12])


def test_validate_goes_without_unpaired_photos(data_folder: Path) -> None:
    result = CliRunner().invoke(main, ["lab", "validate", "--data", str(data_folder), "--model", "article"])
    assert result.exit_code == 0, result.output
    assert "unpaired" not in result.stdout
