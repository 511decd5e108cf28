"""The library's face: fix and check texts, one or very many."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache, partial
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix import batch, detectors, plugins
from mtfix.analysis import Context
from mtfix.checkers import load_rules
from mtfix.checkers.patterns import remember_patterns
from mtfix.collecting import seldom
from mtfix.config import LANGUAGETOOL, Config
from mtfix.engine import clean
from mtfix.formats import ANY_LANGUAGE
from mtfix.look import Checker, Job, look
from mtfix.model import Applicability, Document, Finding, MtfixError, Rule
from mtfix.patch import Patch

if TYPE_CHECKING:
    from mtfix.formats import Format
    from mtfix.source.alignment import Source

FRONT = "front-matter."
Evidence = str | Iterable[str] | None


class Cleaner:
    """Fixes and checks texts with one configuration. Make it once; it is safe to share.

    With `config=None` nothing is read from the disk but mtfix's own rules. `cached` lets their
    parsed form be kept in the user's cache folder, so that the next process starts faster.
    """

    def __init__(self, config: Config | None = None, *, cached: bool = False) -> None:
        self.config = config or Config()
        self.checkers = _checkers(self.config, cached=cached)

    def fix(
        self,
        text: str,
        *,
        format: str = "text",
        language: str = "",
        unsafe: bool | None = None,
        languagetool: str | None = None,
        context: Evidence = None,
        path: str = "",
        refused: Mapping[str, str] | None = None,
        source: str | Source | None = None,
    ) -> Patch:
        """Fix a text. The patch has `.before`, `.after`, `.applied`, `.held` and `.diff()`.

        `context` is evidence: text of the same work that is read but not changed. `refused` has,
        by fingerprint, the findings whose fixes the plan holds, each with the reason. `source` is
        what the text was translated from.
        """
        options = _Options(format, language, unsafe, languagetool)
        job = self._sourced(self._job(options, context, path), text, source, format)
        with seldom(len(_text(text))):
            return clean(replace(job, refused=refused) if refused else job, text)

    def check(
        self,
        text: str,
        *,
        format: str = "text",
        language: str = "",
        languagetool: str | None = None,
        context: Evidence = None,
        path: str = "",
        source: str | Source | None = None,
    ) -> tuple[Finding, ...]:
        """Find faults without fixing them. Spans count code points of the text passed in."""
        job = self._job(_Options(format, language, None, languagetool), context, path)
        job = self._sourced(job, text, source, format)
        with seldom(len(_text(text))):
            return look(job, job.read(text)).findings

    def read(
        self, text: str, *, format: str = "text", language: str = "", path: str = ""
    ) -> Document:
        """The document that a text is in its format, as `fix` and `check` read it."""
        return self._job(_Options(format, language, None, "off"), None, path).read(_text(text))

    def job(
        self,
        *,
        format: str = "text",
        language: str = "",
        unsafe: bool | None = None,
        languagetool: str | None = None,
        path: str = "",
    ) -> Job:
        """What `fix` and `check` give the engine, for those who ask it more than these two do."""
        return self._job(_Options(format, language, unsafe, languagetool), None, path)

    def _job(self, options: _Options, context: Evidence, path: str) -> Job:
        second = _second_pass(self.config, options.languagetool)
        checkers = (*self.checkers, *second)
        wanted = self._wanted
        if path or second:
            wanted = _wanted(self.config.for_path(Path(path)) if path else self.config, checkers)
        unsafe = self.config.unsafe if options.unsafe is None else options.unsafe
        reader = plugins.format_named(options.format)
        language = options.language or self.config.language
        read = reader_of(reader, self.config.keys, self.config.group)
        return Job(
            partial(read, path=path, language=language),
            checkers,
            Applicability.UNSAFE if unsafe else Applicability.SAFE,
            wanted,
            _context(context, self.config),
            known=None if second else self._known,
        )

    @cached_property
    def _known(self) -> dict[str, Rule]:
        """The rules of its own checkers, by id; there are too many to gather them for each text."""
        return {rule.id: rule for checker in self.checkers for rule in checker.rules}

    @cached_property
    def _wanted(self) -> Callable[[str], bool]:
        return _wanted(self.config, self.checkers)

    def _sourced(self, job: Job, text: str, source: str | Source | None, format: str) -> Job:
        """The same job, with the source of the text at hand."""
        if source is None:
            return job
        from mtfix.source.alignment import Source, aligned

        given = Source(_text(source)) if not isinstance(source, Source) else source
        reader = reader_of(plugins.format_named(given.format or format), self.config.keys)
        original = reader(given.text, path=given.path, language=ANY_LANGUAGE)
        return replace(job, read=aligned(job.read, _text(text), original))

    def fix_many(
        self,
        texts: Iterable[str],
        *,
        jobs: int = 1,
        group: Callable[[str], Hashable] | None = None,
        format: str = "text",
        language: str = "",
        unsafe: bool | None = None,
        languagetool: str | None = None,
    ) -> Iterator[Patch]:
        """Fix many texts lazily, in their order, with a bounded number of them in memory.

        Neighbours with the same `group` key are evidence for each other. A text that cannot be
        worked on comes back as it was, with the reason in `troubles`.
        """
        options = _Options(format, language, unsafe, languagetool)
        work = _Work(self.config, options)
        mine = _Work(self.config, options, self) if jobs <= 1 else work
        kept: deque[str] = deque()
        items = _remembered(_grouped(texts, group), kept)
        for result in batch.in_order(mine, items, jobs=jobs):
            text = kept.popleft()
            if isinstance(result, batch.Failure):
                yield Patch(text, text, troubles=(result.message,))
            else:
                yield result

    def second_pass(self) -> bool:
        """Whether LanguageTool takes part."""
        return bool(_second_pass(self.config, None))

    @cached_property
    def own_rules(self) -> frozenset[str]:
        """The ids of the rules of all checkers but LanguageTool."""
        return frozenset(r.id for c in self.checkers for r in c.rules)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all checkers, LanguageTool's included, in the order of their ids."""
        from mtfix.languagetool.naming import known_rules

        ours = (r for c in self.checkers for r in c.rules)
        return tuple(sorted((*ours, *known_rules()), key=lambda r: r.id))


class _Options(Struct, frozen=True):
    format: str
    language: str
    unsafe: bool | None
    languagetool: str | None


class _Work(Struct, frozen=True):
    """Fixes one text of many; in another process with a cleaner made there once."""

    config: Config
    options: _Options
    cleaner: Cleaner | None = None

    def __call__(self, item: tuple[str, str | None]) -> Patch:
        text, context = item
        o = self.options
        return (self.cleaner or _cleaner_for(self.config)).fix(
            text,
            format=o.format,
            language=o.language,
            unsafe=o.unsafe,
            languagetool=o.languagetool,
            context=context,
        )


@lru_cache(maxsize=4)
def _cleaner_for(config: Config) -> Cleaner:
    return Cleaner(config)


def _grouped(
    texts: Iterable[str], group: Callable[[str], Hashable] | None
) -> Iterator[tuple[str, str | None]]:
    if group is None:
        yield from ((text, None) for text in texts)
        return
    for _, members in groupby(texts, group):
        same = list(members)
        context = "\n".join(same)
        yield from ((text, context) for text in same)


def _remembered(
    items: Iterable[tuple[str, str | None]], kept: deque[str]
) -> Iterator[tuple[str, str | None]]:
    """Pass items on and keep their texts, for the results that do not come back."""
    for item in items:
        kept.append(item[0])
        yield item


def fix(
    text: str,
    *,
    format: str = "text",
    language: str = "",
    unsafe: bool | None = None,
    languagetool: str | None = None,
    config: Config | None = None,
    context: Evidence = None,
    source: str | Source | None = None,
) -> Patch:
    """Fix one text; see Cleaner.fix.

    >>> fix("A rare event in the the history of the village.").after
    'A rare event in the history of the village.'
    """
    return _cleaner_for(config or Config()).fix(
        text,
        format=format,
        language=language,
        unsafe=unsafe,
        languagetool=languagetool,
        context=context,
        source=source,
    )


def check(
    text: str,
    *,
    format: str = "text",
    language: str = "",
    languagetool: str | None = None,
    config: Config | None = None,
    context: Evidence = None,
    source: str | Source | None = None,
) -> tuple[Finding, ...]:
    """Find the faults of one text; see Cleaner.check."""
    return _cleaner_for(config or Config()).check(
        text,
        format=format,
        language=language,
        languagetool=languagetool,
        context=context,
        source=source,
    )


def _checkers(config: Config, *, cached: bool) -> tuple[Checker, ...]:
    """Rule files, detectors and what other packages bring."""
    rules = load_rules([Path(p) for p in config.rules], cached=cached)
    known = detectors.all_checkers()
    # nearly every format reads prose as plain text does: its patterns are known, too
    import_module("mtfix.formats.text")
    remember_patterns(cached=cached)
    return (rules, *known, *_glossary(config), *plugins.checkers())


def _glossary(config: Config) -> tuple[Checker, ...]:
    """The terms of the house, where there are any."""
    if not config.glossary:
        return ()
    from mtfix.checkers.glossary import GlossaryChecker
    from mtfix.source.glossary import read_glossary

    language = config.language
    terms = [term for file in config.glossary for term in read_glossary(file, language)]
    return (GlossaryChecker(terms),)


def _second_pass(config: Config, languagetool: str | None) -> tuple[Checker, ...]:
    """LanguageTool, where it is wanted. Nothing of it is imported where it is not."""
    mode = languagetool or config.languagetool
    if mode == "off":
        return ()
    if mode not in LANGUAGETOOL:
        raise MtfixError(f"languagetool is {mode!r}; use one of {', '.join(LANGUAGETOOL)}")
    from mtfix.languagetool.access import missing

    if reason := missing(config.languagetool_url):
        if mode == "on":
            raise MtfixError(reason)
        return ()
    return (_languagetool(config.languagetool_url),)


@lru_cache(maxsize=4)
def _languagetool(url: str) -> Checker:
    from mtfix.languagetool.checker import LanguageToolChecker

    return LanguageToolChecker(url)


def _wanted(config: Config, checkers: Iterable[Checker]) -> Callable[[str], bool]:
    preview = {r.id for c in checkers for r in c.rules if r.preview}

    @cache
    def wanted(rule: str) -> bool:
        return config.wants(rule, preview=rule in preview)

    return wanted


def _context(context: Evidence, config: Config) -> Context | None:
    if context is None and not config.names and not config.translated_from:
        return None
    text = context if isinstance(context, str) else "\n".join(context or ())
    return Context(text, config.names, config.translated_from)


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise MtfixError(f"a text must be a str, not {type(text).__name__}; decode it first")
    return text


def reader_of(
    reader: Format, keys: tuple[str, ...] = (), group: str = ""
) -> Callable[..., Document]:
    """The function that reads, told of the keys that are wanted where the format has some.

    `front-matter.lead` is the key `lead` of front matter; the others are those of data.
    """
    front = tuple(key.removeprefix(FRONT) for key in keys if key.startswith(FRONT))
    data = tuple(key for key in keys if not key.startswith(FRONT))
    told: dict[str, object] = {}
    if front and getattr(reader, "TAKES_FRONT_MATTER", False):
        told["front"] = front
    if data and getattr(reader, "TAKES_KEYS", False):
        told["keys"] = data
    if group and getattr(reader, "TAKES_GROUP", False):
        told["group"] = group
    read: Callable[..., Document] = reader.read
    return partial(read, **told) if told else read
