"""`lowexp models`: the library in the terminal."""

import json
from pathlib import Path

import numpy as np
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.model.model_library import find_model
from lowexp_gui.paths import own_models_folder


def lowexp(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def sentence(result: Result) -> str:
    """What a failed command says."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def test_a_model_is_given_out_taken_in_named_and_used(tmp_path: Path) -> None:
    given = tmp_path / "given.lowexp-model"
    assert lowexp("models", "export", "article", given).exit_code == 0
    assert "article-2" in lowexp("models", "import", given).stdout
    changed = lowexp("models", "edit", "article-2", "--name", "mine", "--title", "Mine")
    assert changed.stdout == "mine: Mine\n"
    listed = lowexp("models").stdout
    assert "mine: The article" in listed
    assert "Your own: made elsewhere" in listed
    cards = json.loads(lowexp("models", "--verbose").stdout)
    assert [card["name"] for card in cards] == ["open", "article", "studio", "mine"]
    photo = tmp_path / "dark.png"
    Image.fromarray(np.full((40, 60, 3), 20, np.uint8)).save(photo)
    out = tmp_path / "out"
    assert lowexp("enhance", photo, "-o", out, "--model", "mine", "--name", "{stem}-{model}").exit_code == 0
    assert (out / "dark-mine.png").is_file()
    assert "model: mine - whole" in lowexp("doctor").stdout


def test_a_deleted_model_comes_back(tmp_path: Path) -> None:
    given = tmp_path / "given.lowexp-model"
    lowexp("models", "export", "article", given)
    lowexp("models", "import", given)
    assert "restore article-2" in lowexp("models", "delete", "article-2").stdout
    assert "There is no model “article-2”" in sentence(lowexp("models", "delete", "article-2"))
    assert lowexp("models", "restore", "article-2").exit_code == 0
    assert find_model("article-2")
    assert "There is no deleted model" in sentence(lowexp("models", "restore", "article-2"))


def test_what_cannot_be_done_is_a_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken.lowexp-model"
    taken.write_text("text")
    assert "already exists" in sentence(lowexp("models", "export", "article", taken))
    assert taken.read_text() == "text"
    assert "is not a Lowexp model" in sentence(lowexp("models", "import", taken))
    assert "comes with Lowexp" in sentence(lowexp("models", "edit", "studio", "--title", "Mine"))
    assert "no model “x”" in sentence(lowexp("models", "export", "x", tmp_path / "x.lowexp-model"))
    assert not own_models_folder().exists()
    assert lowexp("models", "export", "article", taken, "--overwrite").exit_code == 0


def test_one_bad_file_does_not_keep_others_from_being_taken_in(tmp_path: Path) -> None:
    given = tmp_path / "given.lowexp-model"
    lowexp("models", "export", "article", given)
    result = lowexp("models", "import", tmp_path, given)
    assert result.exit_code == 1
    assert "article-2" in result.stdout
    assert "is not a model file" in result.stderr
