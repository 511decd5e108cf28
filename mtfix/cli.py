"""The command line. Only this layer prints."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from mtfix.commands.tally import TROUBLE
from mtfix.commands.terminal import say
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from types import FrameType

# Each command, the module that has it, and its line in the help: `--help` loads none of them.
_COMMANDS = {
    "check": ("mtfix.commands.show", "Show what is wrong, line by line."),
    "diff": ("mtfix.commands.show", "Print the fixes as a diff; write nothing."),
    "fix": ("mtfix.commands.fix", "Write the fixes into the files."),
    "review": ("mtfix.commands.review", "Ask about each fix at the terminal."),
    "report": ("mtfix.commands.report", "Write a page on which the fixes can be decided."),
    "apply": ("mtfix.commands.apply", "Apply what was decided in a review."),
    "explain": ("mtfix.commands.explain", "Say what a rule finds, and why it happens."),
    "suppress": ("mtfix.commands.suppress", "Leave old findings alone, by comments in the texts."),
    "baseline": ("mtfix.commands.baseline", "Leave old findings out, so that only new ones count."),
    "stats": ("mtfix.commands.stats", "Count the findings by class and by file."),
    "rules": ("mtfix.commands.rules", "List, show and test rules."),
    "languagetool": ("mtfix.commands.languagetool", "Install, start and stop LanguageTool."),
    "cache": ("mtfix.commands.languagetool", "Forget what is remembered between runs."),
    "lsp": ("mtfix.commands.lsp", "Serve an editor: marks, fixes and reasons while one types."),
    "formats": ("mtfix.commands.formats", "List the formats and their suffixes."),
}
_COLLECT_AFTER = 250_000  # new objects, more than the rules are; Python's own threshold is 700
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as shells have it


class _Commands(click.Group):
    """Loads a command when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name][0]), cmd_name)
        return _with_lines(command) if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


def _with_lines(command: click.Command) -> click.Command:
    """Keep the lines of examples: a raw docstring has click's mark for that as two characters."""
    if command.help:
        command.help = command.help.replace("\\b\n", "\b\n")
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _with_lines(inner)
    return command


def _version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from mtfix.commands.about import version_line

        click.echo(version_line())
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version and the hash of the rules.",
)  # fmt: skip
def cli() -> None:
    """Find and repair what machine translation does to English prose.

    Exit codes: 0 nothing to apply, 1 there are (or were) fixes, 2 trouble.
    """


def main() -> NoReturn:
    """Run mtfix and exit. Whatever happens, no traceback, unless MTFIX_TRACEBACK asks for one."""
    code = TROUBLE
    # most of what a run makes lives to its end, so collecting early finds nothing
    gc.set_threshold(_COLLECT_AFTER, 20, 20)
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        code = _PIPE_CLOSED
        _discard_output()
    gc.freeze()  # the process ends, so that nothing needs to be collected
    sys.exit(code)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    """Ctrl-C ends the run, but not inside a destructor: Python swallows what one raises."""
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            threading.Timer(0.01, signal.raise_signal, [signum]).start()
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _listen_for_interrupts() -> None:
    """Take over Ctrl-C where Python's own handler is in charge and may be replaced."""
    own = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if own and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _interrupt)


def _run() -> int:
    _listen_for_interrupts()
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = TROUBLE
    except BrokenPipeError:
        raise
    except MtfixError as error:
        say(str(error))
        code = TROUBLE
    except Exception as error:
        if os.environ.get("MTFIX_TRACEBACK"):
            raise
        say(f"internal error: {type(error).__name__}: {error}")
        say("please report it with the output of MTFIX_TRACEBACK=1")
        code = TROUBLE
    return code if isinstance(code, int) else 0


def _discard_output() -> None:
    """Nobody reads on; let the interpreter's last flush go nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
