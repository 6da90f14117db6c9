"""A project to set up, and what its set-up leaves."""

import json
import sys
from dataclasses import asdict

import pytest
from setting_up import environment

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="sockets and signals of POSIX")
PYPROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "a"
dependencies = ["torch-extras>=1", "torch>=2.6,<3"]
[tool.ruff]
line-length = 110
"""


def write_stamp(wanted: environment.Wanted) -> None:
    text = json.dumps(asdict(environment.stamp_for(wanted)))
    (wanted.venv / "lowexp-set-up.json").write_text(text, encoding="utf-8")
