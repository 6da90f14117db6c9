"""From the last words of pip and uv to a sentence that helps."""

from pathlib import Path

from .telling import SetUpError

_DISK_FULL = ("No space left on device", "Errno 28", "Disk quota exceeded", "not enough space on the disk")
_CERTIFICATE = ("CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError", "UnknownIssuer")
_NO_NETWORK = (
    "NewConnectionError",
    "Failed to establish a new connection",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProtocolError",
    "ProxyError",
    "dns error",
)
_NO_BUILD = ("No matching distribution found", "No solution found")
_AGAIN = "run the same command again: what is already downloaded is kept."


def is_final(output: str) -> bool:
    """Whether trying another way is pointless."""
    return _has(output, _DISK_FULL)


def failure_in(output: str, what: str, log: Path, leaves_half: bool = False) -> SetUpError:
    """What went wrong while installing, read from the installer's output."""
    error = _in_words(output, what, log)
    error.leaves_half = leaves_half or is_final(output)
    return error


def _in_words(output: str, what: str, log: Path) -> SetUpError:
    if _has(output, _DISK_FULL):
        return SetUpError(
            f"The disk is full: {what} could not be installed.", f"Free some space and {_AGAIN}", log
        )
    if _has(output, _CERTIFICATE):
        return SetUpError(
            f"The package index's certificate was not accepted: {what} could not be installed.",
            f"Point PIP_CERT and SSL_CERT_FILE to your network's certificate file and {_AGAIN}",
            log,
        )
    if _has(output, _NO_NETWORK):
        return SetUpError(
            f"The package index could not be reached: {what} could not be installed.",
            f"Check the network (behind a proxy, set HTTPS_PROXY) and {_AGAIN}",
            log,
        )
    if _has(output, _NO_BUILD):
        return SetUpError(
            f"There is no fitting build of {what} for this computer and Python.",
            "Use a 64-bit Python 3.11, 3.12 or 3.13 on Linux, Windows or a Mac with Apple silicon.",
            log,
        )
    return SetUpError(f"{what} could not be installed.", f"Look at the log, put it right and {_AGAIN}", log)


def _has(output: str, signs: tuple[str, ...]) -> bool:
    return any(sign in output for sign in signs)
