"""What all tests share: no screen, settings of their own, and nothing left running."""

import gc
import os
import shutil
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:
    # Tests run in several processes: the cores have enough to do with a thread of torch for each.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# How fast examples are made says nothing of the program.
settings.register_profile("lowexp", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lowexp")


def pytest_configure(config):
    # The offscreen platform says this of every window with a least size.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    """Settings, log, caches and pictures in an empty folder."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(folder / "lowexp"))
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("XDG_PICTURES_DIR", str(folder / "Pictures"))
    return folder


@pytest.fixture(scope="session")
def known_modules():
    """Names of modules that were loaded before the test."""
    return set()


@pytest.fixture
def libraries_left_alone(known_modules):
    """Let collections pass over what libraries made while they were loaded, which is most of all there is."""
    if sys.modules.keys() - known_modules:
        known_modules.update(sys.modules)
        gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running(request, own_settings, libraries_left_alone):
    """Fail a test that leaves a thread or a timer behind."""
    before = set(threading.enumerate())
    # As in the program: a worker's thread must not destroy what belongs to the window's.
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    # Threads that Python did not start, such as Qt's, stay in its list as dummies.
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if not isinstance(thread, threading._DummyThread) and not thread.name.startswith("pytest_timeout")
    ]
    assert not left, f"threads left running: {left}"
    if "qapp" in request.fixturenames and "PySide6.QtCore" in sys.modules:
        running = _running_qt_objects()
        assert not running, f"left running: {running}"


def _running_qt_objects():
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    running = []
    for each in gc.get_objects():
        # type(), not isinstance(): that would ask lazy modules for their class.
        if issubclass(type(each), QThread) and isValid(each) and each.isRunning():
            running.append(each.objectName())
        elif issubclass(type(each), QTimer) and isValid(each) and each.isActive():
            running.append(each)
    return running


def dark_pixels(width, height, seed=0):
    """A dark noisy scene: a gradient with a brighter square, (height, width, 3) uint8."""
    generator = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    scene = np.stack((10 + 20 * columns / width, 14 + 16 * rows / height, np.full_like(rows, 24)), axis=-1)
    scene[height // 3 : height // 2, width // 3 : width // 2] += 20
    noisy = scene + generator.normal(0, 4, scene.shape).astype(np.float32)
    return np.clip(noisy, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session", name="dark_pixels")
def dark_pixels_fixture():
    return dark_pixels


@pytest.fixture(scope="session")
def large_pixels():
    return dark_pixels(2500, 2000)


@pytest.fixture
def dark_photo(tmp_path):
    """A small dark JPEG."""
    path = tmp_path / "photos" / "IMG_1.jpg"
    path.parent.mkdir()
    Image.fromarray(dark_pixels(240, 160)).save(path, quality=92)
    return path


@pytest.fixture
def dark_photos(dark_photo):
    """Three small dark photos: JPEG, PNG, JPEG."""
    paths = [dark_photo, dark_photo.with_name("IMG_2.png"), dark_photo.with_name("IMG_10.jpg")]
    for seed, path in enumerate(paths[1:], start=1):
        Image.fromarray(dark_pixels(200, 180, seed)).save(path)
    return paths


@pytest.fixture(scope="session")
def large_file(tmp_path_factory, large_pixels):
    """A photo of many tiles, which nobody changes."""
    path = tmp_path_factory.mktemp("large") / "large.png"
    Image.fromarray(large_pixels).save(path, compress_level=1)
    return path


@pytest.fixture
def large_photo(tmp_path, large_file):
    """The same, for one test."""
    return Path(shutil.copy(large_file, tmp_path))
