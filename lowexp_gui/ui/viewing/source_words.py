"""What sources are called."""

from PySide6.QtCore import QCoreApplication

from lowexp_gui.app.source import Source


def source_titles() -> dict[Source, str]:
    """A title for each source, in the order in which they are offered."""
    translate = QCoreApplication.translate
    return {
        Source.BEFORE: translate("sources", "Before"),
        Source.ILLUMINATION: translate("sources", "Illumination"),
        Source.ENHANCED: translate("sources", "Enhanced"),
        Source.NOISE: translate("sources", "Noise"),
        Source.FINAL: translate("sources", "Final"),
        Source.GAMMA: translate("sources", "Automatic gamma"),
        Source.REFERENCE: translate("sources", "Reference"),
        Source.POWER: translate("sources", "Gamma 1/2.2"),
        Source.LOGARITHM: translate("sources", "Logarithm"),
        Source.EQUALISATION: translate("sources", "Histogram equalisation"),
        Source.ADAPTIVE_EQUALISATION: translate("sources", "CLAHE"),
        Source.SINGLE_SCALE_RETINEX: translate("sources", "Single-scale Retinex"),
        Source.MULTI_SCALE_RETINEX: translate("sources", "MSRCR"),
        Source.LIME: translate("sources", "LIME"),
        Source.EXPOSURE_FUSION: translate("sources", "Exposure fusion"),
        Source.SINGULAR_VALUES: translate("sources", "SVD equalisation"),
        Source.GHP: translate("sources", "GHP after automatic gamma (slow)"),
        Source.LSSC: translate("sources", "LSSC after automatic gamma (slow)"),
    }
