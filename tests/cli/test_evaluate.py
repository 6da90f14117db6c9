"""`lowexp lab evaluate`: sound and unsound pairs, as a table, JSON and a page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from lowexp_gui.cli import main
from lowexp_gui.cli.earlier_files import is_evaluation, is_page
from lowexp_gui.measuring.registry import MEASURES


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["lab", "evaluate", *map(str, arguments)])


def scene(seed: int, width: int = 48, height: int = 32) -> np.ndarray:
    random = np.random.default_rng(seed)
    coarse = random.integers(40, 255, (4, 6, 3), dtype=np.uint8)
    return np.array(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))


def write(folder: Path, pictures: dict[str, np.ndarray]) -> Path:
    folder.mkdir()
    for name, picture in pictures.items():
        Image.fromarray(picture).save(folder / name, "PNG")
    return folder


@pytest.fixture
def pairs(tmp_path: Path) -> tuple[Path, Path]:
    bright = {f"{index}.png": scene(index) for index in range(4)}
    dark = {name: (picture // 5).astype(np.uint8) for name, picture in bright.items()}
    return write(tmp_path / "low", dark), write(tmp_path / "high", bright)


class _Page(HTMLParser):
    """What a page holds: its text, its tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def check_self_contained(page: str) -> None:
    """Nothing of a page is loaded from elsewhere, and nothing in it can run."""
    for tag, attributes in _Page(page).tags:
        assert tag not in ("script", "link", "iframe", "object", "embed", "base")
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in ("src", "href", "srcset", "data", "poster"):
                assert (value or "").startswith("data:image/webp;base64,")
    assert not re.search(r"url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_models_and_methods_beside_the_photo_as_it_is(tmp_path: Path, pairs: tuple[Path, Path]) -> None:
    report, figures = tmp_path / "report", tmp_path / "figures.json"
    result = evaluate(
        *pairs, "--model", "article", "--method", "gamma", "--json", figures, "--report", report
    )
    assert result.exit_code == 0, result.output
    assert "As it is" in result.stdout
    found = json.loads(figures.read_text())
    assert [each["name"] for each in found["results"]] == ["original", "gamma", "article"]
    assert (found["pairs"], found["measured"], found["problems"]) == (4, 4, [])
    for each in found["results"]:
        values = [photo["psnr"] for photo in each["photos"]]
        assert each["summary"]["psnr"]["mean"] == pytest.approx(np.mean(values))
    gains = {each["name"]: each["summary"]["psnr"]["mean"] for each in found["results"]}
    assert gains["gamma"] > gains["original"]
    # So that the same command may write them again.
    assert is_evaluation(figures)
    assert is_page(report / "report.html")
    page = (report / "report.html").read_text("utf-8")
    check_self_contained(page)
    read = _Page(page)
    assert found["results"][2]["card"]["terms"] in read.text
    assert "NIQE (15, 16)" in read.text
    assert sum(tag == "img" for tag, _ in read.tags) == 4 * (4 + 5)
    assert sum(tag == "svg" for tag, _ in read.tags) >= 3


def test_without_a_choice_the_default_model_is_measured(pairs: tuple[Path, Path]) -> None:
    result = evaluate(pairs[0] / "1.png", pairs[1] / "1.png", "--json", "-")
    assert result.exit_code == 0, result.output
    assert [each["name"] for each in json.loads(result.stdout)["results"]] == ["original", "open"]


def test_what_is_no_pair_is_said_and_the_rest_is_measured(tmp_path: Path) -> None:
    sound = scene(1)
    low = write(
        tmp_path / "low",
        {
            "sound.png": sound // 4,
            "alone.png": sound,
            "size.png": sound[:-2],
            "turned.png": sound,
            "bad.png": sound,
        },
    )
    high = write(
        tmp_path / "high",
        {
            "sound.png": sound,
            "other.png": sound,
            "size.png": sound,
            "turned.png": sound.swapaxes(0, 1),
            "bad.png": sound,
        },
    )
    (low / "bad.png").write_bytes((low / "bad.png").read_bytes()[:60])
    (low / "text.jpg").write_text("no photo")
    (high / "text.jpg").write_text("no photo")
    result = evaluate(low, high, "--method", "gamma", "--json", "-", "--report", tmp_path / "report")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["pairs"], found["measured"]) == (5, 1)
    problems = {
        name: [each for each in found["problems"] if name in each]
        for name in ("alone", "other", "size", "turned", "bad", "text")
    }
    assert all(len(sentences) == 1 for sentences in problems.values()), problems
    assert "48 × 30" in problems["size"][0]
    assert "rotate one of them" in problems["turned"][0]
    assert "damaged" in problems["bad"][0]
    assert all(sentence in result.stderr for sentence in found["problems"])
    assert "alone.png" in (tmp_path / "report/report.html").read_text("utf-8")


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize("model", ["article", "open"])
def test_black_and_white_photos(tmp_path: Path, level: int, model: str) -> None:
    flat = np.full((20, 30, 3), level, np.uint8)
    low, high = (
        write(tmp_path / "low", {"a.png": flat}),
        write(tmp_path / "high", {"a.png": scene(2, 30, 20)}),
    )
    result = evaluate(low, high, "--model", model, "--method", "gamma", "--json", "-")
    assert result.exit_code == 0, result.output
    for each in json.loads(result.stdout)["results"]:
        assert each["photos"][0]["psnr"] is not None


def test_equal_pictures_have_an_infinite_psnr_in_valid_json(tmp_path: Path) -> None:
    same = {"a.png": scene(3), "b.png": scene(4)}
    low, high = write(tmp_path / "low", same), write(tmp_path / "high", same)
    result = evaluate(low, high, "--method", "gamma", "--json", "-", "--report", tmp_path / "report")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    (original, _) = found["results"]
    assert [(each["psnr"], each["psnr_infinite"]) for each in original["photos"]] == [(None, True)] * 2
    assert original["summary"]["psnr"]["infinite"] == 2
    assert original["summary"]["ssim"]["mean"] == pytest.approx(1)
    assert "2 equal their references" in (tmp_path / "report/report.html").read_text("utf-8")


def test_photos_smaller_than_a_window(tmp_path: Path) -> None:
    tiny = {"dot.png": scene(5, 1, 1), "line.png": scene(6, 40, 3)}
    low = write(tmp_path / "low", {name: picture // 3 for name, picture in tiny.items()})
    result = evaluate(
        low,
        write(tmp_path / "high", tiny),
        "--model",
        "article",
        "--json",
        "-",
        "--report",
        tmp_path / "report",
    )
    assert result.exit_code == 0, result.output
    for each in json.loads(result.stdout)["results"]:
        assert [photo["ssim"] for photo in each["photos"]] == [None, None]
        assert each["summary"]["ssim"]["missing"] == 2
        assert all(photo["psnr"] is not None for photo in each["photos"])


def test_names_that_would_be_markup(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>&amp;\"'{{ 7*7 }}.png"
    low = write(tmp_path / "low", {hostile: scene(7) // 4, "<script>.png": scene(8)})
    high = write(tmp_path / "high", {hostile: scene(7)})
    result = evaluate(low, high, "--method", "gamma", "--report", tmp_path / "report")
    assert result.exit_code == 1
    page = (tmp_path / "report/report.html").read_text("utf-8")
    check_self_contained(page)
    assert hostile in _Page(page).text
    assert "“<script>.png”" in _Page(page).text


@pytest.mark.skipif("sys.platform != 'linux'", reason="names of bytes are Linux's")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = b"\xff\x1b[31m.png".decode("utf-8", "surrogateescape")
    low, high = write(tmp_path / "low", {name: scene(9) // 4}), write(tmp_path / "high", {name: scene(9)})
    result = evaluate(low, high, "--method", "gamma", "--json", "-", "--report", tmp_path / "report")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["results"][0]["photos"][0]["name"] == name
    assert "\x1b" not in (tmp_path / "report/report.html").read_text("utf-8")


def test_nothing_to_measure_is_no_success(tmp_path: Path) -> None:
    low, high = write(tmp_path / "low", {"a.png": scene(1)}), write(tmp_path / "high", {"b.png": scene(1)})
    result = evaluate(low, high, "--method", "gamma", "--report", tmp_path / "report")
    assert result.exit_code == 1
    check_self_contained((tmp_path / "report/report.html").read_text("utf-8"))


def test_measures_can_be_chosen(pairs: tuple[Path, Path]) -> None:
    result = evaluate(*pairs, "--method", "gamma", "--measure", "ssim", "--json", "-")
    assert result.exit_code == 0, result.output
    (photo, *_) = json.loads(result.stdout)["results"][0]["photos"]
    # Photos are ranked by PSNR in any case.
    assert photo.keys() == {"name", "width", "height", "seconds", "psnr", "ssim"}


@pytest.mark.parametrize("option", ["--model", "--method", "--device"])
def test_what_there_is_not_is_a_sentence(pairs: tuple[Path, Path], option: str) -> None:
    result = evaluate(*pairs, option, "nonesuch")
    assert result.exit_code == 1
    assert "“nonesuch”" in result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_cannot_be_written_is_said_before_measuring(
    tmp_path: Path, pairs: tuple[Path, Path]
) -> None:
    result = evaluate(*pairs, "--method", "gamma", "--json", tmp_path / "nowhere" / "b.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert "As it is" not in result.stdout


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """Dark photos without references, one of them in a folder of its own: a lamp, black, a little texture."""
    texture = scene(1, 480, 400) // 12
    texture[:, 300:] = 1
    texture[180:220, 100:140] = 220
    folder = write(tmp_path / "dark", {"a.png": texture})
    write(folder / "more", {"b.png": texture[::-1] // 2})
    return folder


def test_photos_without_references(tmp_path: Path, lamps: Path) -> None:
    result = evaluate(lamps, "--model", "article", "--json", "-", "--report", tmp_path / "report")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["with_references"], found["pairs"], found["measured"]) == (False, 2, 2)
    assert {each["name"] for each in found["measures"]} == {
        name for name, each in MEASURES.items() if not each.needs_reference
    }
    as_it_is, model = found["results"]
    for photo in as_it_is["photos"]:
        assert photo["new_burnt_pixels"] == 0
        assert photo["black_becomes"] < 6
    for photo in model["photos"]:
        assert photo["black_becomes"] > 0
        assert {"new_burnt_pixels", "noise_in_black", "halo"} <= photo.keys()
    page = (tmp_path / "report/report.html").read_text("utf-8")
    check_self_contained(page)
    read = _Page(page)
    assert "Photos measured: 2 of 2" in read.text
    assert "By Newly clipped pixels." in read.text
    # Before, enhanced and final of each; nothing of a reference or an error.
    assert sum(tag == "img" for tag, _ in read.tags) == 2 * 3
    assert "CIEDE2000" not in read.text


def test_one_photo_without_a_reference_in_the_table(lamps: Path) -> None:
    result = evaluate(lamps / "a.png", "--method", "gamma", "--measure", "black_becomes")
    assert result.exit_code == 0, result.output
    (heads, *rows) = result.stdout.splitlines()
    assert heads.split()[:5] == ["Newly", "clipped", "pixels", "%", "Black"]
    assert len(rows) == 2


def test_measures_that_need_references_are_refused_without_them(lamps: Path) -> None:
    result = evaluate(lamps, "--method", "gamma", "--measure", "ssim", "--measure", "halo")
    assert result.exit_code == 2
    assert "ssim needs references: give them as HIGH." in result.stderr


def test_a_folder_without_photos_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert evaluate(tmp_path / "empty", "--method", "gamma").exit_code == 1
