"""The trainings of all architectures."""

from lowexp_gui.model.architectures import ARCHITECTURES
from lowexp_gui.training.architecture_training import ArchitectureTraining
from lowexp_gui.training.article_training import ARTICLE_TRAINING
from lowexp_gui.training.scene_training import SCENE_TRAINING

_ALL = (ARTICLE_TRAINING, SCENE_TRAINING)
TRAININGS = {each.name: each for each in _ALL}


def training_of(architecture: str) -> ArchitectureTraining:
    """How an architecture of a name is trained.

    Raises:
        KeyError: there is no such architecture.
    """
    return TRAININGS[ARCHITECTURES[architecture].training]
