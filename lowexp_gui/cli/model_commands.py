"""The commands for the models at hand; each imports what it needs when it is called."""

from pathlib import Path

import click

from lowexp_gui.cli.path_types import NamedPath, SideFile
from lowexp_gui.jobs.model_file import MODEL_SUFFIX


@click.group(invoke_without_command=True)
@click.option("--verbose", "-v", is_flag=True, help="The whole model cards, as JSON.")
@click.pass_context
def models(context: click.Context, verbose: bool) -> None:
    """List the models and what they may be used for; take in, give out and name your own."""
    if context.invoked_subcommand is None:
        from lowexp_gui.cli.models import list_and_exit

        list_and_exit(verbose)


@models.command("import")
@click.argument("files", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="FILE…")
def import_files(files: tuple[Path, ...]) -> None:
    """Take in models from files; each is checked as a whole before it is kept."""
    from lowexp_gui.cli.models import import_and_exit

    import_and_exit(files)


@models.command()
@click.argument("name")
@click.argument("file", type=SideFile(MODEL_SUFFIX))
@click.option("--overwrite", is_flag=True, help="Replace a file that is there already.")
def export(name: str, file: Path, overwrite: bool) -> None:
    """Write a model into one file, to be given to others."""
    from lowexp_gui.cli.models import export_and_exit

    export_and_exit(name, file, overwrite)


@models.command()
@click.argument("name")
@click.option("--name", "new_name", default=None, help="Another name.")
@click.option("--title", default=None, help="Another title, as shown in the window.")
@click.option("--description", default=None, help="Another description.")
def edit(name: str, new_name: str | None, title: str | None, description: str | None) -> None:
    """Give a model of your own another name, title or description."""
    from lowexp_gui.cli.models import edit_and_exit

    edit_and_exit(name, new_name, title, description)


@models.command()
@click.argument("name")
def delete(name: str) -> None:
    """Take a model of your own off the shelf; `restore` brings it back for a month."""
    from lowexp_gui.cli.models import delete_and_exit

    delete_and_exit(name)


@models.command()
@click.argument("name")
def restore(name: str) -> None:
    """Bring a deleted model back, the last one of this name."""
    from lowexp_gui.cli.models import restore_and_exit

    restore_and_exit(name)
