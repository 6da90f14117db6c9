"""`lowexp doctor`: information for a bug report."""

import os
import platform
from collections.abc import Iterator
from importlib import metadata

from lowexp_gui import __version__
from lowexp_gui.bundled import InstallationError, bundled_folder
from lowexp_gui.cores import usable_cores
from lowexp_gui.counting import counted
from lowexp_gui.diagnostics.crash_reports import crash_reports
from lowexp_gui.enhancing.devices import list_devices
from lowexp_gui.errors import UserError
from lowexp_gui.model.model_library import list_models
from lowexp_gui.model.weights import load_model
from lowexp_gui.paths import config_folder, log_folder, own_models_folder, reports_folder

_PACKAGES = ("torch", "PySide6-Essentials", "numpy", "pillow", "imagecodecs", "tifffile", "safetensors")


def report_lines() -> Iterator[str]:
    """Lines with versions, devices, models and paths."""
    yield f"lowexp: {__version__}"
    yield f"python: {platform.python_version()} on {platform.platform()}, {_cores()}"
    for name in _PACKAGES:
        yield f"{name}: {_version(name)}"
    for device in list_devices():
        yield f"device: {device.name} - {device.title}"
    yield from _models()
    yield f"weights: {_bundled('weights')}"
    yield f"own models: {own_models_folder()}"
    yield f"resources: {_bundled('resources')}"
    yield f"settings: {config_folder()}"
    yield f"log: {log_folder()}"
    yield f"crash reports: {reports_folder()} - {_reports()}"


def _cores() -> str:
    there, usable = os.cpu_count() or 1, usable_cores()
    cores = counted(there, "core", "cores")
    return cores if usable == there else f"{cores}, {usable} of them for this program"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _models() -> Iterator[str]:
    try:
        for model in list_models():
            try:
                load_model(model)
                yield f"model: {model.card.name} - whole, {model.card.sha256[:12]}"
            except UserError as error:
                yield f"model: {model.card.name} - {error}"
    except UserError as error:
        yield f"model: none - {error}"


def _reports() -> str:
    reports = crash_reports()
    return f"{len(reports)}, the latest is {reports[0].path.name}" if reports else "none"


def _bundled(name: str) -> str:
    try:
        return str(bundled_folder(name))
    except InstallationError:
        return "missing"
