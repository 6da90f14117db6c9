"""Check, in a copy of the program with an addition of each kind, that each appears everywhere."""

import hashlib
import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from click.testing import CliRunner
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from lowexp_gui.app.viewing.arrangement import Arrangement, Candidates, ViewLayout
from lowexp_gui.app.viewing.source import COMPARED_METHODS, MethodPicture, Source, content_of
from lowexp_gui.cli import main
from lowexp_gui.config.presets import keep_preset, kept_presets
from lowexp_gui.enhancing.adjustments import Adjustments
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.model.model_library import find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.processing import processing_of
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.finetuning.finetune_batches import finetune_recipe
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.publishing import assemble, publish
from lowexp_gui.training.recipe import Module
from lowexp_gui.training.trainings import training_of
from lowexp_gui.ui.adjusting.adjustment_panel import AdjustmentPanel
from lowexp_gui.ui.viewing.figure_labels import figure_label, longest_figure_label
from lowexp_gui.ui.viewing.source_labels import source_titles
from lowexp_gui.ui.viewing.view_actions import ViewActions
from lowexp_gui.ui.viewing.viewer import Viewer


def run(*arguments):
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exit_code == 0, (arguments, result.output, result.exception)
    return result.stdout


def check_adjustment(folder):
    assert "--fading" in run("enhance", "--help")
    assert "How far all fades." in run("enhance", "--help")
    dark = np.random.default_rng(1).integers(0, 40, (48, 64, 3), dtype=np.uint8)
    Image.fromarray(dark).save(folder / "dark.png")
    run("enhance", folder / "dark.png", "-o", folder / "plain", "--model", "article")
    run("enhance", folder / "dark.png", "-o", folder / "faded", "--model", "article", "--fading", "0.5")
    plain, faded = (np.asarray(Image.open(next((folder / each).iterdir()))) for each in ("plain", "faded"))
    # Values above white are clipped.
    assert np.abs(faded - plain / 2)[plain < 255].max() <= 1
    made = processing_of(read_photo(next((folder / "faded").iterdir())).metadata.xmp)
    assert made is not None
    assert made.adjustments["fading"] == 0.5
    keep_preset("Faded", Adjustments(fading=0.25))
    assert [each.adjustments.fading for each in kept_presets()] == [0.25]
    panel = AdjustmentPanel()
    slider = panel.sliders["fading"]
    assert (slider.accessibleName(), slider.toolTip()) == ("Fading", "How far all fades to black")
    assert slider.maximum() == 50


def check_measure_and_method(folder):
    help_text = run("lab", "evaluate", "--help")
    assert "greyness" in help_text
    assert "doubling" in help_text
    figures = folder / "figures.json"
    report = folder / "report"
    run(
        *("lab", "evaluate", folder / "dark.png", "--method", "doubling", "--measure", "greyness"),
        *("--json", figures, "--report", report),
    )
    found = json.loads(figures.read_text("utf-8"))
    assert [each["name"] for each in found["results"]] == ["original", "doubling"]
    assert found["results"][1]["photos"][0]["greyness"] == 12.5
    assert "Greyness, % ↓" in (report / "report.html").read_text("utf-8")
    assert figure_label({"greyness": 12.5}).replace("\N{NO-BREAK SPACE}", " ") == "Greyness 12.5 %"
    assert "Greyness" in longest_figure_label(with_reference=False)
    assert "greyness" in MEASURES
    picture = MethodPicture("doubling")
    assert "doubling" in METHODS
    assert picture in COMPARED_METHODS
    assert content_of("doubling") == picture
    assert picture in ViewLayout(candidates=Candidates()).comparing(True).sources
    assert source_titles()[picture] == "Doubling"
    assert ViewActions(source_titles(), parent).sources[picture].text() == "Doubling"


def check_arrangement():
    action = ViewActions(source_titles(), parent).arrangements[Arrangement.FIVE]
    assert (action.text(), action.shortcut().toString()) == ("Fi&ve panes", "Ctrl+5")
    viewer = Viewer()
    viewer.set_layout(viewer.layout_now.arranged(Arrangement.FIVE))
    assert len(viewer.shown_panes) == 5
    assert viewer.shown[3] is Source.NOISE
    assert Arrangement.FOUR.with_one_more is Arrangement.FIVE


def check_architecture(folder):
    assert "wider" in run("lab", "train", "--help")
    architecture, plan = ARCHITECTURES["wider network"], PLANS["wider"]
    assert set(training_of("wider network").modules) == set(Module)
    networks = architecture.enhancement(), architecture.denoising()
    model, content = assemble("mine", plan, TrainingData((), (), (), ()), networks)
    assert model.card.bounded
    assert model.card.recipe["darkness"] == "half"
    assert model.card.sha256 == hashlib.sha256(content).hexdigest()
    loaded = load_model(find_model(str(publish(folder, model, content, {}))))
    assert type(loaded.enhancement).__name__ == "WiderEnhancement"
    assert finetune_recipe(Module.DENOISING, loaded.card, 5, None, 1).architecture == "wider network"


def check_tables():
    sys.path.insert(0, sys.argv[2])
    from building.tables import adjustment_table, measure_table, method_table, plan_table

    assert "| Fading | `--fading` | 0 to 0.5 | 0 |" in adjustment_table()
    assert "| Greyness | `greyness` | % |" in measure_table()
    assert "| Doubling | `doubling` | seconds | Nobody (2000). |" in method_table()
    assert "| `wider` | wider network |" in plan_table()


application = QApplication([])
parent = QObject()
here = Path(sys.argv[1])
check_adjustment(here)
check_measure_and_method(here)
check_arrangement()
check_architecture(here)
check_tables()
sys.stdout.write("all found")
