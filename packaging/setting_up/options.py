"""The options that both commands have."""

import argparse
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Asked:
    """What the person asked for; `rest` is passed on."""

    rest: tuple[str, ...]
    cuda: bool
    set_up_only: bool


def read_options(arguments: list[str], program: str, description: str, rest: str) -> Asked:
    """Read the command's own options; whatever else there is goes on to the program it starts."""
    parser = argparse.ArgumentParser(
        prog=f"python3 packaging/{program}",
        usage=f"%(prog)s [--cuda] [--set-up-only] [{rest}...]",
        description=description,
        allow_abbrev=False,
    )
    parser.add_argument("--cuda", action="store_true", help="install PyTorch for NVIDIA cards (several GB)")
    parser.add_argument("--set-up-only", action="store_true", help="set up and start nothing")
    known, others = parser.parse_known_args(arguments)
    return Asked(tuple(others), known.cuda, known.set_up_only)
