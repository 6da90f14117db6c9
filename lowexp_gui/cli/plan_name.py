"""The parameter type for training plans."""

import click


class PlanName(click.ParamType):  # type: ignore[type-arg]
    """A training plan; the plans are imported only when their names are needed."""

    name = "plan"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """All names, for the help."""
        return f"[{'|'.join(_names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name of a plan; fails for unknown names."""
        if value not in _names():
            self.fail(f"{value!r} is not one of {', '.join(map(repr, _names()))}.", param, ctx)
        return value


def _names() -> tuple[str, ...]:
    from lowexp_gui.training.plans import PLANS

    return tuple(PLANS)
