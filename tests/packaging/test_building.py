"""What packages are made of: what is left out is not needed, what desktops are told is true."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import lowexp_gui

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "packaging"
sys.path.insert(0, str(SCRIPTS))

from building import desktop, file_kinds, left_out, manual, project  # noqa: E402
from building.licence_policy import READ, READ_DEBIAN, LicenceError, check  # noqa: E402
from setting_up import torch_build  # noqa: E402

from lowexp_gui.photo.finding import SUFFIXES  # noqa: E402

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = (SCRIPTS / "requirements" / "build-linux.txt").read_text(encoding="utf-8")
BLOCKED = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from building.left_out import module_names

class Without:
    def __init__(self, finder):
        self.finder = finder

    def find_spec(self, name, path=None, target=None):
        if any(name == each or name.startswith(each + ".") for each in module_names()):
            return None
        return self.finder.find_spec(name, path, target)

sys.meta_path[:] = map(Without, sys.meta_path)
"""


def run_blocked(code: str, *arguments: object) -> None:
    """Run Python where nothing that is left out of the package can be imported."""
    command = [sys.executable, "-c", BLOCKED + code, str(SCRIPTS), *map(str, arguments)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=250, check=False)
    assert ended.returncode == 0, ended.stderr


class TestLeftOut:
    def test_no_source_names_a_module_that_is_left_out(self):
        for path in (ROOT / "lowexp_gui").rglob("*.py"):
            # An extra that one module alone asks for, and does without.
            extra = {"dask", "distributed"} if path.name == "cluster.py" else set()
            names = set(left_out.module_names()) - extra
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    imported = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                for name in imported:
                    assert not any(f"{name}.".startswith(f"{each}.") for each in names), f"{path}: {name}"

    def test_every_module_of_the_program_is_there_without_them(self):
        run_blocked(
            "import importlib, pkgutil, lowexp_gui\n"
            "for each in pkgutil.walk_packages(lowexp_gui.__path__, 'lowexp_gui.'):\n"
            "    if not each.name.endswith('__main__'): importlib.import_module(each.name)\n"
        )

    def test_a_photo_is_enhanced_without_them(self, tmp_path, dark_photo):
        run_blocked(
            "from lowexp_gui.cli import main\nmain(sys.argv[1:])\n", "enhance", dark_photo, "-o", tmp_path
        )
        assert list(tmp_path.glob("*_lowexp.*"))

    def test_networks_are_trained_without_them(self):
        run_blocked(
            "import torch\n"
            "layer = torch.nn.Conv2d(3, 3, 3)\n"
            "for kind in (torch.optim.Adam, torch.optim.RMSprop):\n"
            "    optimiser = kind(layer.parameters(), lr=0.1)\n"
            "    layer(torch.rand(1, 3, 8, 8)).sum().backward()\n"
            "    optimiser.step()\n"
        )

    @pytest.mark.parametrize(
        "path",
        [
            "torch/bin/torch_shm_manager",
            "torch/lib/libtorch_cpu.so",
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqwayland.so",
            "PySide6/Qt/translations/qtbase_ar.qm",
            "resources/translations/lowexp_ar.qm",
            "weights/studio.safetensors",
        ],
    )
    def test_what_is_needed_is_kept(self, path):
        assert not left_out.is_left_out(path)

    @pytest.mark.parametrize("path", ["torch/bin/test_api", "PySide6/Qt/translations/qtbase_de.qm"])
    def test_what_is_not_is_left_out(self, path):
        assert left_out.is_left_out(path)

    def test_libraries_of_wheels_are_not_the_system_s(self):
        assert left_out.is_the_system_s("libX11.so.6")
        assert not left_out.is_the_system_s("pillow.libs/libXau-154567c4.so.6.0.0")
        assert not left_out.is_the_system_s("libxcb-cursor.so.0")


class TestLicences:
    @pytest.mark.parametrize("expression", [*READ.values(), *READ_DEBIAN.values(), "MIT OR GPL-3.0-only"])
    def test_what_may_be_shipped_passes(self, expression):
        check("a part", expression)

    @pytest.mark.parametrize(
        "expression",
        [
            "GPL-3.0-only",
            "MIT AND GPL-2.0-or-later",
            "AGPL-3.0-only OR GPL-3.0-only",
            "CC-BY-NC-4.0",
            "Own",
            "",
        ],
    )
    def test_what_may_not_or_is_not_known_does_not(self, expression):
        with pytest.raises(LicenceError, match="a part"):
            check("a part", expression)


class TestDesktop:
    def test_every_suffix_that_is_read_has_a_kind(self):
        listed = file_kinds.document_types()[0]["CFBundleTypeExtensions"]
        assert {f".{suffix}" for suffix in listed} == SUFFIXES

    def test_the_menu_entry_is_valid(self, tmp_path):
        text = desktop.desktop_entry()
        assert "Exec=lowexp-gui %F" in text
        assert "image/jpeg;" in text
        assert text.rstrip().endswith(f"{project.MODEL_TYPE};")
        (tmp_path / "lowexp.desktop").write_text(text, encoding="utf-8")
        self._validate("desktop-file-validate", tmp_path / "lowexp.desktop")

    def test_the_metadata_are_valid(self, tmp_path):
        text = desktop.metainfo("2026-01-31")
        assert "@" not in text
        path = tmp_path / f"{project.APP_ID}.metainfo.xml"
        path.write_text(text, encoding="utf-8")
        self._validate("appstreamcli", "validate", "--no-net", path)

    def test_the_manual_has_every_command(self):
        page = manual.command_page("2026-01-31")
        for name, command in manual.command_line.commands.items():
            assert (f'.SS "lowexp {name}"' in page) is not command.hidden

    def test_shells_take_the_completions(self, tmp_path):
        manual.write_completions(tmp_path)
        written = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert len(written) == 3
        assert all("_LOWEXP_COMPLETE" in path.read_text() for path in written)
        self._validate("bash", "-n", tmp_path / "bash-completion" / "completions" / "lowexp")

    def _validate(self, *command):
        """Ask a tool, where it is installed."""
        if shutil.which(command[0]):
            ended = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stdout + ended.stderr


class TestPinned:
    def test_everything_has_one_version_and_hashes(self):
        blocks = re.split(r"\n(?=[a-z0-9])", REQUIREMENTS.strip())
        requirements = [block for block in blocks if not block.startswith("#")]
        assert len(requirements) > 20
        for block in requirements:
            assert re.match(r"[a-z0-9.-]+(\[.+\])?==\S+", block), block
            assert "--hash=sha256:" in block

    def test_what_the_program_asks_for_is_pinned(self):
        project_table = PYPROJECT["project"]
        wanted = [*project_table["dependencies"], *project_table["optional-dependencies"]["build"]]
        for requirement in wanted:
            name = re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")
            assert re.search(rf"^{re.escape(name)}(\[.+\])?==", REQUIREMENTS, re.MULTILINE), name

    def test_torch_is_the_tested_one_for_processors(self):
        assert f"\ntorch=={torch_build.VERSION}+cpu " in REQUIREMENTS


def test_the_version_is_the_same_everywhere():
    assert project.version() == lowexp_gui.__version__ == PYPROJECT["project"]["version"]
    assert f'version="{lowexp_gui.__version__}"' in desktop.metainfo("2026-01-31")


def test_every_codec_that_the_sources_call_is_packed():
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "lowexp_gui").rglob("*.py"))
    called = set(re.findall(r"\bimagecodecs\.([a-z0-9]+)_(?:decode|encode|transform|profile)\(", sources))
    assert {"avif", "cms", "png"} <= called
    assert called <= set(file_kinds.codecs())
