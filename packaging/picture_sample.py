"""Make the bright half of the picture on the first page: `python packaging/picture_sample.py`.

It writes `resources/sample_after.jpg`, the sample as the default model brightens it. Run it again after a
change of that model.
"""

from threading import Event

import numpy as np
from building.project import ROOT
from PIL import Image

from lowexp_gui.enhancing.adjustments import Stage
from lowexp_gui.enhancing.devices import CPU
from lowexp_gui.enhancing.precision import Precision
from lowexp_gui.enhancing.rendering import render_display
from lowexp_gui.enhancing.running import enhance_photo
from lowexp_gui.model.model_library import DEFAULT_MODEL, find_model
from lowexp_gui.model.weights import load_model
from lowexp_gui.photo.reading import read_photo

_WIDTH, _QUALITY = 960, 88


def main() -> None:
    """Enhance the sample and save it small."""
    photo = read_photo(ROOT / "resources" / "sample.jpg")
    model = load_model(find_model(DEFAULT_MODEL))
    result = enhance_photo(photo, model, CPU, Event(), precision=Precision.FLOAT32)
    picture = Image.fromarray(np.ascontiguousarray(render_display(result, Stage.FINAL)))
    picture.thumbnail((_WIDTH, _WIDTH))
    picture.save(ROOT / "resources" / "sample_after.jpg", quality=_QUALITY, optimize=True)


if __name__ == "__main__":
    main()
