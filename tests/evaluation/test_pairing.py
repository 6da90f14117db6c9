"""Dark photos and references are matched by name."""

from pathlib import Path

import pytest

from lowexp_gui.evaluation.pairing import pair_by_name


def folders(root: Path, low: list[str], high: list[str]) -> tuple[Path, Path]:
    for folder, names in (("low", low), ("high", high)):
        (root / folder).mkdir()
        for name in names:
            (root / folder / name).write_bytes(b"x")
    return root / "low", root / "high"


def test_same_names_first_then_names_without_ending(tmp_path: Path) -> None:
    found = pair_by_name(*folders(tmp_path, ["2.jpg", "10.jpg", "IMG.JPG"], ["10.jpg", "2.jpg", "img.png"]))
    assert [(pair.low.name, pair.high.name) for pair in found.pairs] == [
        ("2.jpg", "2.jpg"),
        ("10.jpg", "10.jpg"),
        ("IMG.JPG", "img.png"),
    ]
    assert found.problems == ()


def test_each_file_without_a_partner_is_a_sentence(tmp_path: Path) -> None:
    found = pair_by_name(*folders(tmp_path, ["a.png", "b.png"], ["b.png", "c.png"]))
    assert [pair.low.name for pair in found.pairs] == ["b.png"]
    assert found.problems == (
        "“a.png” has no reference of its name and is left out.",
        "The reference “c.png” has no dark photo of its name and is left out.",
    )


def test_what_could_be_several_is_not_guessed(tmp_path: Path) -> None:
    found = pair_by_name(*folders(tmp_path, ["a.webp"], ["a.png", "a.jpg"]))
    assert not found.pairs
    assert "several references" in found.problems[0]


def test_two_dark_photos_do_not_share_a_reference_by_their_stem(tmp_path: Path) -> None:
    found = pair_by_name(*folders(tmp_path, ["a.png", "a.jpg"], ["a.png"]))
    assert [(pair.low.name, pair.high.name) for pair in found.pairs] == [("a.png", "a.png")]
    assert "“a.jpg”" in found.problems[0]


def test_two_files_are_a_pair_whatever_their_names(tmp_path: Path) -> None:
    low, high = folders(tmp_path, ["night.jpg"], ["day.png"])
    found = pair_by_name(low / "night.jpg", high / "day.png")
    assert [(pair.low.name, pair.high.name) for pair in found.pairs] == [("night.jpg", "day.png")]


def test_a_file_finds_its_reference_in_a_folder(tmp_path: Path) -> None:
    low, high = folders(tmp_path, ["a.png", "b.png"], ["a.png"])
    found = pair_by_name(low / "a.png", high)
    assert [pair.low.name for pair in found.pairs] == ["a.png"]


@pytest.mark.parametrize("missing", ["low", "high"])
def test_an_empty_folder_is_reported(tmp_path: Path, missing: str) -> None:
    names = {"low": ["a.png"], "high": ["a.png"]} | {missing: []}
    found = pair_by_name(*folders(tmp_path, names["low"], names["high"]))
    assert not found.pairs
    assert any(f"folder “{missing}”" in sentence for sentence in found.problems)


def test_ten_thousand_files(tmp_path: Path) -> None:
    names = [f"{index}.png" for index in range(10_000)]
    found = pair_by_name(*folders(tmp_path, names, names[1:]))
    assert len(found.pairs) == 9_999
    assert [pair.low.name for pair in found.pairs[:3]] == ["1.png", "2.png", "3.png"]
    assert len(found.problems) == 1
