"""`lowexp lab`: the commands for research. They train, measure and compare models."""

import click

from lowexp_gui.cli.evaluation_commands import benchmark, evaluate, reproduce
from lowexp_gui.cli.training_commands import assemble, degrade, noise, train, validate


@click.group()
def lab() -> None:
    """Train, measure and compare models: for research."""


for _command in (train, assemble, validate, evaluate, reproduce, noise, degrade, benchmark):
    lab.add_command(_command)
