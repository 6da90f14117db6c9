"""Training of models: plans, recipes, the training loop, checkpoints, validation, publishing."""
