"""What is left out of the package, and why: no command or window uses it.

Tests check that no module imports any of it, and that the commands run without it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch

from . import project  # noqa: F401  # isort: skip  It puts the sources where they are found.
from lowexp_gui.languages import TRANSLATED


@dataclass(frozen=True)
class LeftOut:
    """Things that are left out for one reason: names of modules, or patterns of paths in the package."""

    names: tuple[str, ...]
    reason: str


MODULES = (
    LeftOut(("tkinter", "idlelib", "lib2to3", "pydoc_data", "turtledemo"), "Python's own tools"),
    LeftOut(("readline", "curses", "_curses"), "for terminals; readline is under the GPL alone"),
    LeftOut(("setuptools", "pip", "pkg_resources", "wheel"), "installs packages; torch asks only to compile"),
    LeftOut(("IPython", "matplotlib", "pandas", "pytest", "tensorboard"), "optional companions, not used"),
    LeftOut(("dask", "distributed"), "an extra: a cluster's machines have Lowexp installed by pip"),
    LeftOut(("networkx", "imageio", "torchvision"), "only torch.compile and skimage.io ask for them"),
    LeftOut(("numpy.f2py.tests", "numpy.testing.tests", "sympy.testing"), "tests"),
    LeftOut(
        (
            "torch._inductor.codegen",
            "torch._inductor.fx_passes",
            "torch._inductor.kernel",
            "torch._inductor.autoheuristic",
            "torch._inductor.compile_worker",
            "torch._inductor.compile_fx",
            "torch._inductor.lowering",
            "torch._inductor.scheduler",
            "torch._inductor.ir",
        ),
        "torch.compile's generator of machine code, which would need a compiler",
    ),
    LeftOut(
        ("torch.utils.tensorboard", "torch.utils.benchmark", "torch.utils.bottleneck", "torch.contrib"),
        "torch's tools for developers",
    ),
    LeftOut(
        ("torch._export.db", "torch.utils.model_dump", "torch._vendor.quack", "caffe2"),
        "exporting networks to other programs",
    ),
    LeftOut(
        (
            "torch.testing._internal.common_methods_invocations",
            "torch.testing._internal.common_modules",
            "torch.testing._internal.common_nn",
            "torch.testing._internal.common_utils",
            "torch.testing._internal.distributed.rpc",
            "torch.testing._internal.generated",
            "torch.testing._internal.opinfo",
        ),
        "torch's own tests",
    ),
    LeftOut(("torchgen.api", "torchgen.dest", "torchgen.gen", "torchgen.selective_build"), "torch's sources"),
    LeftOut(
        (
            "scipy.stats",
            "scipy.signal",
            "scipy.integrate",
            "scipy.interpolate",
            "scipy.io",
            "scipy.cluster",
            "scipy.odr",
            "scipy.datasets",
        ),
        "of scipy, filters, transforms, linear algebra and sparse matrices are used",
    ),
    LeftOut(
        (
            "skimage.io",
            "skimage.data",
            "skimage.graph",
            "skimage.future",
            "skimage.segmentation",
            "skimage.draw",
        ),
        "of skimage, colours, measures and registration are used",
    ),
    LeftOut(
        ("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtPrintSupport", "PySide6.QtTest"),
        "the window is made of widgets, and has no network",
    ),
)

FILES = (
    LeftOut(("torch/bin/test_*", "torch/bin/protoc*", "torch/bin/*/*", "torch/test/*"), "torch's own tests"),
    LeftOut(
        (
            "torch/lib/libtorchbind_test.so",
            "torch/lib/libjitbackend_test.so",
            "torch/lib/libbackend_with_compiler.so",
            "torch/lib/libaoti_custom_ops.so",
        ),
        "torch's own tests",
    ),
    LeftOut(("torch/include/*", "torch/share/*", "*.lib", "torch/lib/*.a"), "for compiling against torch"),
    LeftOut(("resources/screenshots/*",), "pictures for the README"),
    LeftOut(("skimage/data/*", "*/tests/*", "sympy/*/tests/*"), "test data"),
    LeftOut(
        (
            "PySide6/Qt/plugins/platforms/libqeglfs.so",
            "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
            "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so",
            "PySide6/Qt/plugins/platforms/libqvnc.so",
            "PySide6/Qt/plugins/platforms/libqminimal*.so",
            "PySide6/Qt/plugins/egldeviceintegrations/*",
            "PySide6/Qt/lib/libQt6Egl*",
            "libQt6Egl*",
            "PySide6/Qt/plugins/generic/*",
        ),
        "screens without X or Wayland",
    ),
    LeftOut(
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so",),
        "drags in 40 MB of GTK, which must be the desktop's own; Qt's portal theme opens the same dialogs",
    ),
    LeftOut(
        (
            "PySide6/Qt/plugins/tls/*",
            "PySide6/Qt/plugins/networkinformation/*",
            "PySide6/Qt/lib/libQt6Network*",
            "libQt6Network*",
        ),
        "there is no network in Lowexp",
    ),
    LeftOut(
        (
            "PySide6/Qt/plugins/imageformats/*qtiff*",
            "PySide6/Qt/plugins/imageformats/*qpdf*",
            "PySide6/Qt/plugins/imageformats/*qicns*",
            "PySide6/Qt/plugins/imageformats/*qtga*",
            "PySide6/Qt/plugins/imageformats/*qwbmp*",
        ),
        "photos are read below the window, by other libraries",
    ),
    LeftOut(("PySide6/Qt/qml/*", "PySide6/Qt/plugins/qml*/*", "PySide6/Qt/lib/libQt6Q[mu]*"), "no QML"),
)

# Translations of Qt's own words that go with the languages of the window; English is built in.
QT_TRANSLATIONS = frozenset(f"{part}_{each.code}.qm" for part in ("qt", "qtbase") for each in TRANSLATED)

# What each desktop has and must come from it: its graphics drivers and input methods load the same ones, and
# an older copy in the package would break these (as the AppImage project's list of exclusions has it).
SYSTEM_LIBRARIES = (
    "libstdc++.so.*",
    "libgcc_s.so.*",
    "libGL*.so.*",
    "libEGL.so.*",
    "libX*.so.*",
    "libxcb.so.*",
    "libxcb-glx.so.*",
    "libxcb-randr.so.*",
    "libxcb-render.so.*",
    "libxcb-shape.so.*",
    "libxcb-shm.so.*",
    "libxcb-sync.so.*",
    "libxcb-xfixes.so.*",
    "libxcb-xkb.so.*",
    "libwayland-*.so.*",
    "libdrm.so.*",
    "libgbm.so.*",
    "libfontconfig.so.*",
    "libfreetype.so.*",
    "libharfbuzz.so.*",
    "libpng16.so.*",
    "libbrotli*.so.1",
    "libexpat.so.*",
    "libdbus-1.so.*",
    "libsystemd.so.*",
    "libglib-2.0.so.*",
    "libgobject-2.0.so.*",
    "libgio-2.0.so.*",
    "libgmodule-2.0.so.*",
    "libgthread-2.0.so.*",
    "libpcre2-8.so.*",
    "libz.so.*",
    "libzstd.so.*",
    "liblz4.so.*",
    "libcom_err.so.*",
    "libgpg-error.so.*",
    "libgcrypt.so.*",
    "libcap.so.*",
    "libmount.so.*",
    "libblkid.so.*",
    "libselinux.so.*",
    "libkeyutils.so.*",
    "libkrb5*.so.*",
    "libk5crypto.so.*",
    "libgssapi_krb5.so.*",
    "libgraphite2.so.*",
    "libbsd.so.*",
    "libmd.so.*",
    # Of GTK, which came by the theme alone.
    "libgtk-3.so.*",
    "libgdk*.so.*",
    "libatk*.so.*",
    "libatspi.so.*",
    "libpango*.so.*",
    "libcairo*.so.*",
    "libpixman-1.so.*",
    "libepoxy.so.*",
    "libfribidi.so.*",
    "libthai.so.*",
    "libdatrie.so.*",
    "libjpeg.so.*",
)


def module_names() -> list[str]:
    """The modules that are left out, for PyInstaller."""
    return [name for each in MODULES for name in each.names]


def is_left_out(path: str) -> bool:
    """Whether a file is left out, by its path in the package with forward slashes."""
    if "/Qt/translations/" in path:
        return path.rsplit("/", 1)[-1] not in QT_TRANSLATIONS
    return _matches(path, (pattern for each in FILES for pattern in each.names))


def is_the_system_s(path: str) -> bool:
    """Whether a library must come from the system that the package runs on (Linux)."""
    return "/" not in path and _matches(path, SYSTEM_LIBRARIES)


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)
