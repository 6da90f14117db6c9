"""The licences of all parts, packaged or installed."""

import json
import logging
import re
import tomllib
from pathlib import Path

import pytest

from lowexp_gui.diagnostics import licences
from lowexp_gui.diagnostics.licences import PartLicence, part_licences


@pytest.fixture
def legal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a packaged program's licences."""
    monkeypatch.setattr(licences, "bundled_folder", lambda _: tmp_path)
    folder = tmp_path / "legal"
    (folder / "licences").mkdir(parents=True)
    return folder


def _entry(**changes: object) -> dict[str, object]:
    return {
        "name": "qt",
        "version": "6",
        "licence": "LGPL-3.0-only",
        "homepage": "https://qt.io",
        "text_file": "licences/qt.txt",
    } | changes


def test_all_that_is_installed_is_there_with_its_licence() -> None:
    found = {part.name.casefold(): part for part in part_licences()}
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [re.split(r"[^A-Za-z0-9._-]", each)[0] for each in project["dependencies"]]
    assert sorted(licences._DIRECT, key=str.casefold) == sorted(needed, key=str.casefold)
    for name in (*map(str.casefold, needed), "python", "shiboken6", "tabler icons"):
        assert name in found or name.replace("-", "_") in found
    assert "LGPL" in (found.get("pyside6_essentials") or found["pyside6-essentials"]).licence
    assert "Redistribution" in found["click"].text
    assert "Paweł Kuna" in found["tabler icons"].text
    assert [part.name for part in found.values() if not part.licence] == []
    assert "pytest" not in found


def test_a_packaged_program_tells_what_it_carries(legal: Path) -> None:
    (legal / "licences" / "qt.txt").write_text("words", "utf-8")
    (legal / "licences.json").write_text(json.dumps([_entry()]), "utf-8")
    assert part_licences() == (PartLicence("qt", "6", "LGPL-3.0-only", "https://qt.io", "words"),)


@pytest.mark.parametrize("index", ["", "{}3", "[1]", json.dumps([_entry(text_file="../../secret")]), "[{}]"])
def test_a_damaged_list_is_passed_over(legal: Path, index: str, caplog: pytest.LogCaptureFixture) -> None:
    (legal / "licences.json").write_text(index, "utf-8")
    with caplog.at_level(logging.WARNING):
        assert "click" in [part.name for part in part_licences()]
    assert "cannot be read" in caplog.text
