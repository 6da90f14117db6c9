"""The second step of fine-tuning: which pairs are good."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lowexp_gui.app.finetuning.pair_finding import PairFinding
from lowexp_gui.app.messages.sentences import decimal, filled
from lowexp_gui.ui.finetuning.pair_table import PairTable


class PairsPage(QWidget):
    """The table, a summary, and an offer to swap exchanged pairs.

    Attributes:
        table: of pairs.
        summary: the number of used pairs, and what to do if there are too few.
        swap_button: swaps dark and bright photos of exchanged pairs.
        back_button, next_button: to other steps.
    """

    back_asked = Signal()
    next_asked = Signal()

    def __init__(self, pairs: PairFinding, parent: QWidget | None = None) -> None:
        """A page that follows the pairs."""
        super().__init__(parent)
        self._pairs = pairs
        self.table = PairTable(pairs)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self._offer = QFrame()
        self._offer.setObjectName("message")
        self._offer.setProperty("kind", "warning")
        self._exchanged = QLabel()
        self._exchanged.setWordWrap(True)
        self.swap_button = QPushButton(self.tr("&Swap dark and bright"))
        self.back_button = QPushButton(self.tr("&Back"))
        self.next_button = QPushButton(self.tr("&Next"))
        self._arrange()
        self.swap_button.clicked.connect(pairs.swap)
        self.back_button.clicked.connect(self.back_asked)
        self.next_button.clicked.connect(self.next_asked)
        pairs.found.connect(self._show)
        pairs.changed.connect(self._show)

    def _arrange(self) -> None:
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(12, 5, 6, 5)
        offer.addWidget(self._exchanged, 1)
        offer.addWidget(self.swap_button)
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self._offer)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        for button in (self.swap_button, self.back_button):
            button.setAutoDefault(False)

    @Slot()
    def _show(self) -> None:
        pairs = self._pairs
        words = [self._count()]
        if pairs.alone:
            words.append(filled(self.tr("Photos without a match: %1."), len(pairs.alone)))
        problem = pairs.problem
        words.append(problem or self.tr("Tick what you want to use, even if the verdict is bad."))
        self.summary.setText(" ".join(words))
        self.next_button.setEnabled(not problem)
        exchanged = pairs.exchanged
        self._offer.setVisible(exchanged > 0)
        self._exchanged.setText(
            filled(self.tr("Pairs with the dark and the well-exposed photo swapped: %1."), exchanged)
        )

    def _count(self) -> str:
        """The number of used pairs or clean photos."""
        pairs = self._pairs
        if pairs.camera is None:
            return filled(self.tr("Pairs used: %1 of %2."), pairs.used, len(pairs))
        return filled(
            self.tr(
                "Clean photos used: %1 of %2. They improve noise reduction and leave "
                "brightness as it is. Noise of your camera in a dark grey (32 of 255): "
                "%3."
            ),
            pairs.used,
            len(pairs),
            decimal(pairs.noise_level, 1),
        )
