"""Pictures in the colours of the screen, and the profile that the system has for it."""

import ctypes
import io
import os
import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColorSpace, QImage

from lowexp_gui.app.viewing import system_profile as module
from lowexp_gui.app.viewing.pictures import image_of, pixels_of
from lowexp_gui.app.viewing.screen_colours import ScreenColours, ScreenConversion, colour_space
from lowexp_gui.app.viewing.system_profile import read_profile, system_profile
from lowexp_gui.photo.made_profiles import ADOBE_RGB, DISPLAY_P3, SRGB_CURVE, grey_profile, rgb_profile

# Blue is nearer to white than that of sRGB.
NARROW = rgb_profile("Narrow", (0.55, 0.34, 0.31, 0.55, 0.2, 0.12), SRGB_CURVE)


@pytest.fixture
def picture():
    generator = np.random.default_rng(5)
    return generator.integers(0, 256, (60, 90, 3), np.uint8)


def by_littlecms(picture, profile):
    target = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), target, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    return np.asarray(ImageCms.applyTransform(Image.fromarray(picture), transform)).astype(int)


@pytest.mark.parametrize("profile", [DISPLAY_P3, ADOBE_RGB, NARROW])
def test_colours_are_those_of_another_program(picture, profile):
    shown = ScreenConversion(ScreenColours(screen=profile)).converted(image_of(picture))
    differences = np.abs(pixels_of(QImage(shown)).astype(int) - by_littlecms(picture, profile))
    # The darkest levels of a plain power differ by rounding.
    assert differences.max() <= 3
    assert differences.mean() < 0.2


def test_srgb_costs_nothing(picture):
    image = image_of(picture)
    assert ScreenConversion().converted(image) is None
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data()
    assert ScreenConversion(ScreenColours(screen=srgb)).converted(image) is None


def test_the_picture_itself_stays(picture):
    image = image_of(picture)
    ScreenConversion(ScreenColours(screen=DISPLAY_P3)).converted(image)
    assert np.array_equal(pixels_of(image), picture)


def test_a_proof_loses_what_the_file_cannot_have():
    blue = np.full((4, 4, 3), (0, 0, 255), np.uint8)
    proofed = ScreenConversion(ScreenColours(proof=NARROW)).converted(image_of(blue))
    assert pixels_of(proofed)[0, 0, :2].max() > 30
    grey = np.full((4, 4, 3), 120, np.uint8)
    kept = ScreenConversion(ScreenColours(proof=NARROW)).converted(image_of(grey))
    assert np.abs(pixels_of(kept).astype(int) - 120).max() <= 2


def test_a_proof_on_a_wide_screen_is_converted_to_that(picture):
    both = ScreenConversion(ScreenColours(DISPLAY_P3, ADOBE_RGB)).converted(image_of(picture))
    assert np.abs(pixels_of(both).astype(int) - by_littlecms(picture, DISPLAY_P3)).max() <= 4


@pytest.mark.parametrize("profile", [b"", b"nothing" * 99, DISPLAY_P3[:200], grey_profile("G", SRGB_CURVE)])
def test_a_profile_that_cannot_be_used_is_left_out(picture, profile):
    assert colour_space(profile) is None
    assert ScreenConversion(ScreenColours(screen=profile)).converted(image_of(picture)) is None


@pytest.mark.qt_log_ignore(".*")
@given(st.integers(0, len(DISPLAY_P3) - 8), st.binary(min_size=1, max_size=8))
def test_a_damaged_profile_raises_nothing(place, noise):
    damaged = DISPLAY_P3[:place] + noise + DISPLAY_P3[place + len(noise) :]
    ScreenConversion(ScreenColours(screen=damaged)).converted(image_of(np.zeros((2, 2, 3), np.uint8)))


def test_a_large_file_is_no_profile(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_PROFILE", 1000)
    (tmp_path / "large.icc").write_bytes(bytes(1001))
    assert read_profile(tmp_path / "large.icc") is None


@pytest.mark.parametrize("platform", ["offscreen", "wayland", "windows", "cocoa"])
def test_other_systems_fail_safely(platform):
    if platform in ("windows", "cocoa") and os.name == "nt":
        pytest.skip("this is the system itself")
    assert system_profile(platform, 0, r"\\.\DISPLAY1") is None


def test_without_an_x_server_there_is_no_profile(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":98765")
    assert system_profile("xcb", 0, "") is None


@pytest.fixture
def x_server(monkeypatch):
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb")
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "64x48x24",
        "-nolisten",
        "tcp",
        "-ac",
        "-noreset",
    ]
    process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    monkeypatch.setenv("DISPLAY", f":{number}")
    yield
    process.terminate()
    process.wait(10)


def set_property(name, value):
    """Set a property of the root window, by calls of xcb."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    xcb.xcb_intern_atom_reply.argtypes = [ctypes.c_void_p, module._Cookie, ctypes.c_void_p]
    root = module._root_window(xcb, connection, 0)
    xcb.xcb_intern_atom.restype = module._Cookie
    xcb.xcb_intern_atom_reply.restype = ctypes.POINTER(module._AtomReply)
    cookie = xcb.xcb_intern_atom(connection, 0, len(name), name)
    atom = xcb.xcb_intern_atom_reply(connection, cookie, None).contents.atom
    cardinal, replacing = 6, 0
    xcb.xcb_change_property.restype = module._Cookie
    xcb.xcb_change_property(connection, replacing, root, atom, cardinal, 8, len(value), value)
    # An answer comes after everything before has been done.
    xcb.xcb_intern_atom_reply(connection, xcb.xcb_intern_atom(connection, 0, len(name), name), None)
    return xcb, connection


def test_the_x_server_tells_the_profile_of_each_screen(x_server):
    assert system_profile("xcb", 0, "") is None
    held = [set_property(b"_ICC_PROFILE", DISPLAY_P3), set_property(b"_ICC_PROFILE_1", ADOBE_RGB)]
    assert system_profile("xcb", 0, "") == DISPLAY_P3
    assert system_profile("xcb", 1, "") == ADOBE_RGB
    assert system_profile("xcb", 2, "") is None
    for xcb, connection in held:
        xcb.xcb_disconnect(connection)


def test_qt_reads_what_the_program_makes():
    assert QColorSpace.fromIccProfile(QByteArray(NARROW)).isValidTarget()
