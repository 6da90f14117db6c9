"""An addition of each kind: its own file, and its line in one list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Addition:
    """The changes that add something.

    Attributes:
        file: module of its own file; empty for none.
        text: the content of the file.
        listed: the module of the list.
        edits: changes of the list: old and new text.
    """

    file: str
    text: str
    listed: str
    edits: tuple[tuple[str, str], ...]


ADJUSTMENT = Addition(
    "lowexp_gui.enhancing.adjusting.fading",
    '''"""Fading."""

from lowexp_gui.enhancing.adjusting.adjustment import Adjustment, AdjustmentGroup, Space
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


def _fade(picture, strength):
    picture.mul_(1 - strength)


FADING = Adjustment(
    title=QT_TRANSLATE_NOOP("adjustments", "Fading"),
    hint=QT_TRANSLATE_NOOP("adjustments", "How far all fades to black"),
    help="How far all fades.",
    group=AdjustmentGroup.LIGHT,
    least=0,
    neutral=0,
    most=0.5,
    space=Space.ENCODED,
    formula="x (1 - f)",
    tone=_fade,
)
''',
    "lowexp_gui.enhancing.adjustments",
    (
        (
            "from lowexp_gui.enhancing.adjusting.highlights",
            "from lowexp_gui.enhancing.adjusting.fading import FADING\n"
            "from lowexp_gui.enhancing.adjusting.highlights",
        ),
        (
            "    saturation: float = _declared(SATURATION)\n",
            "    saturation: float = _declared(SATURATION)\n    fading: float = _declared(FADING)\n",
        ),
    ),
)
MEASURE = Addition(
    "lowexp_gui.measuring.greyness",
    '''"""Greyness."""

from lowexp_gui.measuring.measure import Measure
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

GREYNESS = Measure(
    name="greyness",
    title=QT_TRANSLATE_NOOP("figures", "Greyness"),
    unit="%",
    more_is_better=False,
    digits=1,
    widest=88.8,
    formula="of an example",
    judge=lambda picture: 12.5,
)
''',
    "lowexp_gui.measuring.registry",
    (
        (
            "from lowexp_gui.measuring.brightening_artefacts",
            "from lowexp_gui.measuring.greyness import GREYNESS\n"
            "from lowexp_gui.measuring.brightening_artefacts",
        ),
        ("    HALO,\n)", "    HALO,\n    GREYNESS,\n)"),
    ),
)
METHOD = Addition(
    "lowexp_gui.evaluation.methods.doubling",
    '''"""Doubling."""

import numpy as np

from lowexp_gui.evaluation.methods.method import Method
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

DOUBLING = Method(
    name="doubling",
    title=QT_TRANSLATE_NOOP("sources", "Doubling"),
    paper="Nobody (2000).",
    run=lambda photo, progress, cancel: np.clip(2 * photo, 0, 1),
    compare_rank=1,
)
''',
    "lowexp_gui.evaluation.methods",
    (
        (
            "from lowexp_gui.evaluation.methods.equalisation",
            "from lowexp_gui.evaluation.methods.doubling import DOUBLING\n"
            "from lowexp_gui.evaluation.methods.equalisation",
        ),
        ("    LSSC,\n)", "    LSSC,\n    DOUBLING,\n)"),
    ),
)
ARRANGEMENT = Addition(
    "",
    "",
    "lowexp_gui.app.viewing.arrangement",
    (
        (
            '    SIX = (\n        "six",',
            '    FIVE = (\n        "five",\n        _Declaration(\n'
            '            label=QT_TRANSLATE_NOOP("arrangements", "Fi&ve panes"),\n'
            '            shortcut="Ctrl+5",\n            panes=5,\n'
            "            usual=(Source.BEFORE, Source.ILLUMINATION, Source.ENHANCED, Source.NOISE, "
            'Source.FINAL),\n        ),\n    )\n    SIX = (\n        "six",',
        ),
    ),
)
ARCHITECTURE = Addition(
    "lowexp_gui.model.wider",
    '''"""Networks like those of the whole scene."""

from lowexp_gui.model.scene_denoising import SceneDenoising
from lowexp_gui.model.scene_enhancement import SceneEnhancement


class WiderEnhancement(SceneEnhancement):
    """Another one."""


class WiderDenoising(SceneDenoising):
    """Another one."""
''',
    "lowexp_gui.model.architectures",
    (
        (
            "_ALL = (",
            "from lowexp_gui.model.wider import WiderDenoising, WiderEnhancement\n\n"
            'WIDER = Architecture(\n    name="wider network",\n    enhancement=WiderEnhancement,\n'
            '    denoising=WiderDenoising,\n    training="wider",\n)\n_ALL = (WIDER, ',
        ),
    ),
)
TRAINING = Addition(
    "lowexp_gui.training.wider_training",
    '''"""How the wider networks are trained."""

from dataclasses import replace

from lowexp_gui.training.scene_training import SCENE_TRAINING

WIDER_TRAINING = replace(SCENE_TRAINING, name="wider")
''',
    "lowexp_gui.training.trainings",
    (
        (
            "from lowexp_gui.training.scene_training import SCENE_TRAINING\n",
            "from lowexp_gui.training.scene_training import SCENE_TRAINING\n"
            "from lowexp_gui.training.wider_training import WIDER_TRAINING\n",
        ),
        ("_ALL = (", "_ALL = (WIDER_TRAINING, "),
    ),
)
PLAN = Addition(
    "",
    "",
    "lowexp_gui.training.plans",
    (
        (
            "PLANS = {",
            '_WIDER = replace(_ALL_PLANS[-1], name="wider", recipes={\n'
            '    module: replace(recipe, architecture="wider network")\n'
            "    for module, recipe in _ALL_PLANS[-1].recipes.items()\n})\n"
            "PLANS = {_WIDER.name: _WIDER} | {",
        ),
    ),
)
LOSS_TERM = Addition(
    "",
    "",
    "lowexp_gui.training.losses.scene",
    (
        (
            "        LossTerm(_structure, lambda _: 1.0),\n",
            "        LossTerm(_structure, lambda _: 1.0),\n"
            '        LossTerm(lambda found, _: found.light.mean(), lambda _: 0.5, {"darkness": "half"}),\n',
        ),
    ),
)
ADDITIONS = (ADJUSTMENT, MEASURE, METHOD, ARRANGEMENT, ARCHITECTURE, TRAINING, PLAN, LOSS_TERM)
