"""The documents of the top folder say what holds."""

import re
import tomllib
from pathlib import Path

import pytest
from trove_classifiers import classifiers

from lowexp_gui import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TEST_COMMAND = "packaging/test.py"


def test_the_test_command_is_the_same_everywhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        assert f"python3 {TEST_COMMAND}" in (ROOT / name).read_text("utf-8"), name
    assert f"python {TEST_COMMAND}" in (ROOT / ".github/workflows/test.yml").read_text("utf-8")


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= 6_000


def test_the_licence_is_apache_and_is_named_alike() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert PROJECT["license"] == "Apache-2.0"
    assert all((ROOT / name).is_file() for name in PROJECT["license-files"])


def test_the_notice_names_every_model_and_its_terms() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    for card in (ROOT / "weights").glob("*.json"):
        assert re.search(rf"^  {card.stem} ", notice, re.MULTILINE), card.name


def test_the_changelog_has_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_classifiers_are_known() -> None:
    assert set(PROJECT["classifiers"]) <= set(classifiers)


DOCUMENTS = [
    path
    for path in ROOT.rglob("*.md")
    if not {".venv", "build", "dist", "runs"} & set(path.relative_to(ROOT).parts)
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), target
