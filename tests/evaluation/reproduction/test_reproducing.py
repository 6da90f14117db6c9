"""The article's experiments on a small data folder, two steps of each training."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import torch
from training_samples import write_data

from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.enhancing.devices import find_device
from lowexp_gui.evaluation.reports.reproduction_report import report_data, reproduction_page
from lowexp_gui.evaluation.reproduction.experiment import Experiment, read_experiment, write_experiment
from lowexp_gui.evaluation.reproduction.measurement_store import MeasurementStore
from lowexp_gui.evaluation.reproduction.program import Order, reproduce
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.training.data.pairs import DataError

MINUTES = 6.0
"""Far more than two steps take, and too little for slow methods."""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Sums in one order."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def settled(root: Path, name: str) -> Order:
    """An order whose steps do not depend on this machine's speed."""
    data = root / "data"
    if not data.exists():
        data.mkdir()
        write_data(data)
    output = root / name
    output.mkdir()
    write_experiment(output, Experiment(MINUTES, 2, 2))
    return Order(data, output, MINUTES, find_device("cpu"))


def stopping_at(line: str, cancel: Event) -> Callable[[str], None]:
    def told(said: str) -> None:
        if line in said:
            cancel.set()

    return told


def without_times(found: dict[str, Any]) -> dict[str, Any]:
    found["experiment"]["trained_seconds"] = 0.0
    for subject in found["figure 5"]["contenders"]:
        for record in subject["records"].values():
            record["seconds"] = None
    return found


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_stopped_anywhere_it_ends_in_the_same_figures(tmp_path: Path) -> None:
    whole = reproduce(settled(tmp_path, "whole"), lambda _: None, Event())
    order = settled(tmp_path, "stopped")
    for line in (
        "article-five-layers enhancement 2/2",
        "article-separate-passes denoising 2/2",
        "figure 6: full model, 2 of 2",
        "at the end: five-layer step 2",
        "figure 5: Open",
        "figure 4: b, Article",
    ):
        cancel = Event()
        with pytest.raises(Cancelled):
            reproduce(order, stopping_at(line, cancel), cancel)
    resumed = reproduce(order, lambda _: None, Event())
    assert without_times(resumed) == without_times(whole)

    page = reproduction_page(resumed).decode()
    assert not re.search(r"url\(|@import|https?://|<script", page)
    claims = report_data(resumed)["claims"]
    assert {claim["source"] for claim in claims} >= {"Figure 4", "Figure 6", "Section 3"}
    # Two photos settle nothing.
    assert {claim["verdict"] for claim in claims} == {"not settled"}
    for name in ("article", "article-five-layers", "article-separate-passes"):
        card = order.output / "models" / f"{name}.json"
        assert load_model(find_model(str(card))).card.name == name


def test_a_spent_budget_ends_the_trainings_all_equally_far(tmp_path: Path) -> None:
    order = settled(tmp_path, "output")
    write_experiment(order.output, Experiment(MINUTES, 2, 2, trained_seconds=MINUTES * 60))
    cancel = Event()
    with pytest.raises(Cancelled):
        reproduce(order, stopping_at("figure 6: full model, 1 of 1", cancel), cancel)
    found = read_experiment(order.output, MINUTES)
    assert found is not None
    assert found.parts == 1
    kept = sorted(path.name for path in (order.output / "trainings").rglob("*0*.safetensors"))
    assert kept == ["denoising.000001.safetensors"] * 3 + ["enhancement.000001.safetensors"] * 6


def test_another_budget_needs_another_folder(tmp_path: Path) -> None:
    order = settled(tmp_path, "output")
    other = Order(order.data, order.output, 5, order.device)
    with pytest.raises(DataError, match=r"budget of 6 minutes"):
        reproduce(other, lambda _: None, Event())


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"minutes": 1}', "[" * 100_000])
def test_a_damaged_experiment_is_a_sentence(tmp_path: Path, content: str) -> None:
    order = settled(tmp_path, "output")
    (order.output / "experiment.json").write_text(content)
    with pytest.raises(DataError, match="damaged"):
        reproduce(order, lambda _: None, Event())


def test_a_folder_without_pairs_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="has no photo sets"):
        reproduce(Order(tmp_path / "empty", tmp_path / "o", 1, find_device("cpu")), lambda _: None, Event())


@pytest.mark.parametrize("text", ["[1, 2]", "my notes", ""])
def test_what_somebody_else_has_in_the_folder_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "measured" / "forms" / "open.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(DataError, match=r"open\.json.* not a measurement"):
        MeasurementStore(tmp_path / "measured").entry("forms/open", dict)
    assert path.read_text() == text
