"""How every command ends: with a code, and in a sentence where something stopped it."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import typer

from analysis import messages
from analysis.publish.run.errors import StudyError, sentence_of
from analysis.publish.run.parameters import check_languages
from analysis.words import Lang


def ended(given: Sequence[str] | None, act: Callable[[Lang], int]) -> NoReturn:
    """Ends the command with the code of `act`; what the user can mend is said in a sentence, in the right language."""
    said = messages.message_language(given or (), os.environ)
    try:
        check_languages(given or ())
        code = act(said)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        typer.echo(messages.STOPPED[said], err=True)
        code = 130
    except BrokenPipeError:  # nobody reads on; what was made is made
        code = 1
    except Exception as error:
        typer.echo(sentence_of(error)[said], err=True)
        code = error.exit_code if isinstance(error, StudyError) else 1
    raise typer.Exit(code)
