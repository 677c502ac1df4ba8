"""What the user of a notebook can mend: said in a sentence, without a traceback."""


class UserError(ValueError):
    """A parameter, a name or an edition that can't be: the message says why, and JupyterLab shows it alone."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [str(self), *getattr(self, "__notes__", ())]
