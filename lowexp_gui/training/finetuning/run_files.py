"""The files of a fine-tuning run, by their names; the window reads this, so it imports no torch."""

import re

ORDER = "order.json"
PREPARED = "pairs"
CAMERA = "camera.json"
PREVIEW = "preview"
RUN_FILES = (
    rf"{re.escape(ORDER)}|{re.escape(CAMERA)}"
    r"|(enhancement|denoising)\.((checkpoint|good|[0-9]{6,})\.safetensors|journal\.json)"
    rf"|{PREPARED}/(pairs\.json|[0-9]{{5,}}(\.[0-9]+)?\.(low|high)\.png)"
    rf"|{PREVIEW}/{PREVIEW}\.(json|safetensors)"
)
"""What a run writes, as a regular expression of paths in its folder."""
