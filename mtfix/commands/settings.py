"""The options that check, diff and fix share, and how they override a configuration."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from mtfix.config import LANGUAGETOOL, Config, Configs, read_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DEFAULT = Config(languagetool="auto")  # the library's own default is off
FAIL_ON = ("safe", "any", "never")
COLORS = ("auto", "always", "never")


class Settings(Struct, frozen=True):
    """The options as given. None and () say that the configuration decides."""

    paths: tuple[str, ...] = ()
    unsafe_fixes: bool | None = None
    preview: bool | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    translated_from: str | None = None
    config: Path | None = None
    format: str | None = None
    jobs: int = 1
    output_format: str = "text"
    also: tuple[str, ...] = ()
    explain: bool = False
    quiet: bool = False
    rules: tuple[str, ...] = ()
    color: str = "auto"
    key: tuple[str, ...] = ()
    group: str | None = None
    max_bytes: int | None = None
    fail_on: str = "safe"
    stdin_filename: str | None = None
    languagetool: str | None = None
    languagetool_url: str | None = None
    show_excluded: bool = False
    staged: bool = False
    diff_from: str = ""
    source: str = ""
    glossary: tuple[str, ...] = ()
    baseline: str | None = None
    no_baseline: bool = False

    def over(self, config: Config) -> Config:
        """The configuration with these options over it. What is added to lists comes last."""
        return replace(
            config,
            unsafe=config.unsafe if self.unsafe_fixes is None else self.unsafe_fixes,
            preview=config.preview if self.preview is None else self.preview,
            select=self.select or config.select,
            per_path_select=() if self.select else config.per_path_select,
            ignore=(*config.ignore, *self.ignore),
            language=self.language or config.language,
            translated_from=self.translated_from or config.translated_from,
            per_path_language=() if self.language else config.per_path_language,
            rules=(*config.rules, *(str(Path(r).absolute()) for r in self.rules)),
            glossary=(*config.glossary, *(str(Path(g).absolute()) for g in self.glossary)),
            keys=self.key or config.keys,
            group=config.group if self.group is None else self.group,
            max_bytes=self.max_bytes or config.max_bytes,
            languagetool=self.languagetool or config.languagetool,
            languagetool_url=self.languagetool_url or config.languagetool_url,
            baseline=str(Path(self.baseline).absolute()) if self.baseline else config.baseline,
        )

    @property
    def workers(self) -> int:
        return self.jobs or os.cpu_count() or 1


class Choices:
    """Finds the configuration for each path, with the options over it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._configs = Configs()
        self._given: Config | None = None
        self._made: dict[Config | None, Config] = {}
        if settings.config is not None:
            self._given = read_config(settings.config.absolute()) or DEFAULT

    def for_path(self, path: Path) -> Config:
        """What holds for a file, its own per-path settings included."""
        return self.for_folder(path.absolute().parent).for_path(path)

    def for_folder(self, folder: Path) -> Config:
        found = self._given or self._configs.nearest(folder.absolute())
        if found not in self._made:
            self._made[found] = self._settings.over(found or DEFAULT)
        return self._made[found]


def _split(
    _context: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Take `--select a,b --select c` for three."""
    return tuple(name.strip() for text in value for name in text.split(",") if name.strip())


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=str), metavar="[PATH|-]..."),
    click.option("--unsafe-fixes/--no-unsafe-fixes", default=None, help="Take unsafe fixes, too."),
    click.option("--preview/--no-preview", default=None, help="Run the rules that are new."),
    click.option(
        "--select", multiple=True, callback=_split, metavar="RULE",
        help="Run only these rules: ids or their beginnings, with commas or repeated.",
    ),
    click.option(
        "--ignore", multiple=True, callback=_split, metavar="RULE", help="Leave out these rules."
    ),
    click.option("--language", metavar="CODE", help="Language of the texts, e.g. en."),
    click.option(
        "--from", "translated_from", metavar="CODE",
        help="Language that the texts were translated from, e.g. es.",
    ),
    click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help="Use this configuration instead of the nearest one.",
    ),
    click.option("--format", metavar="NAME", help="Format of the texts; else by suffix."),
    click.option(
        "--key", multiple=True, callback=_split, metavar="KEY",
        help="Key or column that holds prose in JSON, YAML, CSV, properties; a*.b works.",
    ),
    click.option(
        "--group", metavar="KEY",
        help="Key or column by which lines of JSON and rows belong together; * for all.",
    ),
    click.option(
        "-j", "--jobs", type=click.IntRange(0), default=1, metavar="N",
        help="Processes to work with; 0 takes every core.",
    ),
    click.option(
        "--output-format", default="text", metavar="NAME",
        help="text (as usual), json, jsonl, sarif, github, gitlab, checkstyle, markdown or "
        "suggestions.",
    ),
    click.option(
        "--also", multiple=True, metavar="FORMAT=FILE",
        help="Write a further report of this run to a file, as in sarif=mtfix.sarif.",
    ),
    click.option("--explain", is_flag=True, help="Add why machine translation does this."),
    click.option(
        "--diff-from", default="", metavar="REV",
        help="Report only on lines that changed since a revision; `REV...`: since HEAD left it.",
    ),
    click.option(
        "--staged", is_flag=True, help="Read what is staged, and report only on staged lines."
    ),
    click.option(
        "--baseline", metavar="FILE", help="Leave out the findings that this file knows."
    ),
    click.option("--no-baseline", is_flag=True, help="Use no baseline."),
    click.option(
        "--show-excluded", is_flag=True,
        help="List what is suppressed or left out otherwise, too, and why.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No counts on standard error."),
    click.option(
        "--rules", multiple=True, metavar="DIR",
        type=click.Path(path_type=str, exists=True),
        help="Add the rule files of a folder.",
    ),
    click.option("--color", type=click.Choice(COLORS), default="auto", help="When to use colour."),
    click.option(
        "--max-bytes", type=click.IntRange(1), metavar="N",
        help="Leave out files larger than this (10,000,000).",
    ),
    click.option(
        "--fail-on", type=click.Choice(FAIL_ON), default="safe",
        help="Exit 1 on fixes to apply (safe), on any finding, or never.",
    ),
    click.option(
        "--stdin-filename", metavar="PATH", help="Name of what `-` reads, for format and settings."
    ),
    click.option(
        "--source", default="", metavar="PATH",
        help="What the text was translated from: the same paragraphs, cues or keys; or a folder.",
    ),
    click.option(
        "--glossary", multiple=True, metavar="FILE", type=click.Path(path_type=str),
        help="Terms and their translations, CSV or TBX; repeat it for more.",
    ),
    click.option(
        "--languagetool", type=click.Choice(LANGUAGETOOL),
        help="The pass for grammar: if installed (auto, as usual), always, or never.",
    ),
    click.option(
        "--languagetool-url", metavar="URL", help="A LanguageTool server of your own to use."
    ),
)  # fmt: skip


# What only commands that report findings look at.
REPORTING = ("output_format", "also", "explain", "fail_on", "color", "show_excluded")


def shared(
    *, without: Iterable[str] = (), refused: Iterable[str] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the shared options, which it gets as one Settings object.

    It does not have the options `without`, and says itself why it refuses those `refused`, which
    its help leaves out.
    """

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def collected(**options: Any) -> Any:
            given = {name: value for name, value in options.items() if name in _FIELDS}
            rest = {name: value for name, value in options.items() if name not in _FIELDS}
            return command(Settings(**given), **rest)

        own = getattr(collected, "__click_params__", [])
        params = [param for param in _params() if param.name not in without]
        for param in params:
            if isinstance(param, click.Option):
                param.hidden = param.name in refused
        collected.__click_params__ = [*own, *reversed(params)]  # type: ignore[attr-defined]
        return collected

    return decorated


def _params() -> list[click.Parameter]:
    """The shared options, made anew, in the order of the help."""

    def bearer() -> None:
        pass

    for option in _OPTIONS:
        option(bearer)
    params: list[click.Parameter] = vars(bearer)["__click_params__"]
    return params


_FIELDS = frozenset(Settings.__struct_fields__)
