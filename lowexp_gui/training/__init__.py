"""Pairs, synthetic degradations, the two training loops, checkpoints."""
