"""The commands for the models at hand; each imports what it needs when it is called."""

from pathlib import Path

import click

from lowexp_gui.cli.path_types import NamedPath, SideFile
from lowexp_gui.library.model_file import MODEL_SUFFIX


@click.group(invoke_without_command=True)
@click.option("--verbose", "-v", is_flag=True, help="Print the whole model cards, as JSON.")
@click.pass_context
def models(context: click.Context, verbose: bool) -> None:
    """List and manage models.

    Without a command, this lists all models and their terms.
    """
    if context.invoked_subcommand is None:
        from lowexp_gui.cli.models import list_and_exit

        list_and_exit(verbose)


@models.command("import")
@click.argument("files", nargs=-1, required=True, type=NamedPath(path_type=Path), metavar="FILE…")
def import_files(files: tuple[Path, ...]) -> None:
    """Import models from files. Each file is checked first."""
    from lowexp_gui.cli.models import import_and_exit

    import_and_exit(files)


@models.command()
@click.argument("name")
@click.argument("file", type=SideFile(MODEL_SUFFIX))
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
def export(name: str, file: Path, overwrite: bool) -> None:
    """Export a model to one file, to share it."""
    from lowexp_gui.cli.models import export_and_exit

    export_and_exit(name, file, overwrite)


@models.command()
@click.argument("name")
@click.option("--name", "new_name", default=None, help="The new name.")
@click.option("--title", default=None, help="The new title, as shown in the window.")
@click.option("--description", default=None, help="The new description.")
def edit(name: str, new_name: str | None, title: str | None, description: str | None) -> None:
    """Change the name, title or description of your own model."""
    from lowexp_gui.cli.models import edit_and_exit

    edit_and_exit(name, new_name, title, description)


@models.command()
@click.argument("name")
def delete(name: str) -> None:
    """Delete your own model. `restore` brings it back for a month."""
    from lowexp_gui.cli.models import delete_and_exit

    delete_and_exit(name)


@models.command()
@click.argument("name")
def restore(name: str) -> None:
    """Restore the last deleted model of this name."""
    from lowexp_gui.cli.models import restore_and_exit

    restore_and_exit(name)
