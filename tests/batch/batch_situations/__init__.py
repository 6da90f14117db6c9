"""Odd and hostile situations for a batch, each made in an empty folder.

A situation makes its files and says what to run. Some change things while the batch runs.
"""

from .clashes import clashes
from .contents import contents
from .kinds import kinds
from .moments import moments
from .names import names
from .places import places
from .scene import Situation

SITUATIONS: dict[str, Situation] = dict(
    each for family in (names, contents, kinds, places, moments, clashes) for each in family()
)
