"""The allowed licences, and those found by reading where a part's metadata is incomplete."""

from license_expression import (
    AND,
    OR,
    ExpressionError,
    LicenseExpression,
    LicenseSymbol,
    LicenseWithExceptionSymbol,
    get_spdx_licensing,
)

# With all of these a program may be shipped whose own terms are others. LGPL parts are files of their own,
# which can be replaced, and their sources are offered: see packaging/licences/qt.txt.
ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "blessing",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "bzip2-1.0.6",
        "CC0-1.0",
        "FTL",
        "GPL-2.0-or-later WITH Bootloader-exception",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "HPND",
        "HPND-sell-variant",
        "IJG",
        "ISC",
        "LGPL-2.1-only",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "libtiff",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Python-2.0",
        "SunPro",
        "Unicode-3.0",
        "Unlicense",
        "X11",
        "X11-distribute-modifications-variant",
        "Zlib",
    }
)

# By reading: distributions whose metadata has no SPDX expression, or that of their own part alone.
READ = {
    "darkdetect": "BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "imagecodecs": (
        "BSD-3-Clause AND BSD-2-Clause AND MIT AND Apache-2.0 AND Zlib AND libtiff AND IJG AND 0BSD"
    ),
    "jinja2": "BSD-3-Clause",
    "mpmath": "BSD-3-Clause",
    # With the runtime of GNU Fortran, and so are SciPy and (with OpenMP's) torch.
    "numpy": (
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0 AND GPL-3.0-or-later WITH GCC-exception-3.1"
    ),
    "pi-heif": "BSD-3-Clause AND LGPL-3.0-or-later",
    "pillow": (
        "MIT-CMU AND BSD-2-Clause AND BSD-3-Clause AND MIT AND FTL AND IJG AND libtiff AND Zlib AND 0BSD"
    ),
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyqtdarktheme-fork": "MIT",
    "pyside6-essentials": "LGPL-3.0-only AND Unicode-3.0",
    "pytorch-msssim": "MIT",
    "rawpy": "MIT AND LGPL-2.1-only",
    "safetensors": "Apache-2.0",
    "scikit-image": "BSD-3-Clause AND BSD-2-Clause AND MIT",
    "scipy": "BSD-3-Clause AND BSD-2-Clause AND MIT AND BSL-1.0 AND GPL-3.0-or-later WITH GCC-exception-3.1",
    "shiboken6": "LGPL-3.0-only",
    "sympy": "BSD-3-Clause",
    "tifffile": "BSD-3-Clause",
    "torch": (
        "Apache-2.0 AND Apache-2.0 WITH LLVM-exception AND BSD-2-Clause AND BSD-3-Clause AND BSL-1.0 AND MIT "
        "AND GPL-3.0-or-later WITH GCC-exception-3.1"
    ),
    "wakepy": "MIT",
}

# The same for libraries of Debian, by package; their copyright files do not always follow a form.
READ_DEBIAN = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libffi8": "MIT",
    "liblzma5": "0BSD",
    "libsqlite3-0": "blessing",
    "libssl3": "Apache-2.0",
    "libtinfo6": "X11-distribute-modifications-variant",
    "libuuid1": "BSD-3-Clause",
    "libxcb-cursor0": "X11",
    "libxcb-icccm4": "X11",
    "libxcb-image0": "X11",
    "libxcb-keysyms1": "X11",
    "libxcb-render-util0": "X11",
    "libxcb-util1": "X11",
    "libxkbcommon-x11-0": "MIT",
    "libxkbcommon0": "MIT",
}


class LicenceError(Exception):
    """A part must not be shipped, or its licence has not been checked."""


def check(name: str, expression: str) -> None:
    """Check that a part's licence is allowed.

    Args:
        name: of the part, for the message.
        expression: an SPDX expression; of alternatives one must be allowed.

    Raises:
        LicenceError: the licence is unknown, or does not allow it.
    """
    try:
        parsed = get_spdx_licensing().parse(expression, validate=True, strict=True)
    except ExpressionError as error:
        raise LicenceError(
            f"{name}: “{expression}” is no licence that is known; read it. ({error})"
        ) from error
    if parsed is None or not _is_allowed(parsed):
        raise LicenceError(f"{name}: “{expression}” may not be shipped with Lowexp.")


def _is_allowed(licence: LicenseExpression) -> bool:
    if isinstance(licence, OR):
        return any(_is_allowed(choice) for choice in licence.args)
    if isinstance(licence, AND):
        return all(_is_allowed(part) for part in licence.args)
    if isinstance(licence, LicenseWithExceptionSymbol):
        return f"{licence.license_symbol.key} WITH {licence.exception_symbol.key}" in ALLOWED
    return isinstance(licence, LicenseSymbol) and licence.key in ALLOWED
