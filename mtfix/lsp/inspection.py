"""What mtfix has to say about one state of an open text. Runs beside the conversation."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix.cleaner import Cleaner
from mtfix.config import Config
from mtfix.filters import Subject
from mtfix.filters.beside import filters_beside
from mtfix.filters.screen import screened
from mtfix.look import look
from mtfix.lsp.configs import excluded
from mtfix.lsp.kinds import format_of
from mtfix.model import Applicability, MtfixError, apply_edits
from mtfix.patch import Patch
from mtfix.plan import make_plan
from mtfix.proof import damage
from mtfix.screening import fixed, suppressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mtfix.filters import Filter
    from mtfix.look import Job, Look
    from mtfix.lsp.configs import LiveConfigs
    from mtfix.lsp.settings import Settings
    from mtfix.lsp.texts import Text
    from mtfix.model import Edit, Finding, Rule


class Task(Struct, frozen=True):
    """What is to be done with one state of a text; no `format`: nothing."""

    text: Text
    format: str
    config: Config

    @property
    def path(self) -> str:
        return str(self.text.path or "")

    @property
    def filters(self) -> tuple[Filter, ...]:
        """What takes findings out, beside the comments of the text."""
        if self.text.path is None:
            return ()
        return filters_beside(self.text.path, self.config)

    @property
    def second_pass(self) -> bool:
        """Whether LanguageTool is asked, too."""
        return self.config.languagetool != "off"


class Seen(Struct, frozen=True):
    """What was found in one state of a text, and how to ask for more."""

    text: Text
    findings: tuple[Finding, ...] = ()
    view: View | None = None  # None where nobody looked

    @property
    def troubles(self) -> tuple[str, ...]:
        return self.view.look.troubles if self.view else ()


class View(Struct, frozen=True):
    """What it takes to ask for more."""

    task: Task
    look: Look
    job: Job

    @property
    def rules(self) -> Mapping[str, Rule]:
        return _rules(self.task.config)

    @property
    def level(self) -> Applicability:
        """The least trust that a fix may have where all are wanted."""
        return self.job.level


def task_of(text: Text, configs: LiveConfigs, settings: Settings) -> Task | None:
    """What is to be done with a text, None where it is no prose or left out.

    Raises MtfixError where the configuration is bad or the text too long for it.
    """
    found = format_of(text)
    if found is None:
        return None
    path = text.path
    config = configs.for_path(path, settings)
    if path is not None and excluded(path, config):
        return None
    if len(text.content) > config.max_bytes:
        raise MtfixError(
            f"{path or text.uri}: over the limit of {config.max_bytes:,} bytes; raise max-bytes"
        )
    return Task(text, found, config)


def inspect(task: Task, pause: Callable[[], None], *, second_pass: bool = False) -> Seen:
    """Look at a text once, with LanguageTool if asked. `pause` ends it by raising."""
    if not second_pass:
        task = replace(task, config=replace(task.config, languagetool="off"))
    cleaner = _cleaner(task.config)
    job = replace(cleaner.job(format=task.format, path=task.path), pause=pause)
    found = look(job, job.read(task.text.content))
    return Seen(task.text, _screened(task, found, cleaner), View(task, found, job))


def _screened(task: Task, found: Look, cleaner: Cleaner) -> tuple[Finding, ...]:
    """The findings that nobody has suppressed."""
    text = task.text.content
    filters = (suppressions(cleaner), *task.filters)
    subject = Subject(text, lambda: found.document, task.path, task.format)
    return screened(Patch(text, text, findings=found.findings), subject, filters).findings


def warm() -> None:
    """Load what every inspection needs, so that the first keystroke does not wait for it."""
    _cleaner(Config()).check("The first words.")


def forget() -> None:
    """Load the rules anew, as rule files of the user's own may have changed."""
    _cleaner.cache_clear()
    _rules.cache_clear()


def edits_of_all(seen: Seen) -> tuple[Edit, ...]:
    """The edits of all fixes that are trusted enough, until nothing more applies."""
    if seen.view is None:
        return ()
    task = seen.view.task
    patch = fixed(
        _cleaner(task.config),
        seen.text.content,
        format=task.format,
        path=task.path,
        filters=task.filters,
    )
    return patch.edits


def together(seen: Seen, findings: Iterable[Finding], level: Applicability) -> tuple[Finding, ...]:
    """The findings whose fixes apply together, have that level at least, and do no damage."""
    chosen = make_plan(findings, level).apply
    broken = {id(found) for found in _broken(seen, chosen)}
    return tuple(found for found in chosen if id(found) not in broken)


def sound(seen: Seen, findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose fixes do no damage where each is the only one."""
    fixable = [found for found in findings if found.fix is not None]
    plan = make_plan(fixable, Applicability.UNSAFE).apply
    good = set() if _broken(seen, plan) else {found.fix for found in plan}
    return [found for found in fixable if found.fix in good or not _broken(seen, [found])]


def _broken(seen: Seen, findings: Sequence[Finding]) -> list[Finding]:
    if seen.view is None or not findings:
        return list(findings)
    edits = sorted((e for f in findings if f.fix for e in f.fix.edits), key=lambda e: e.span)
    read = seen.view.job.read
    try:
        after = read(apply_edits(seen.text.content, edits))
        return [found for found, _ in damage(seen.view.look.analysis, after, findings, read)]
    except MtfixError:
        return list(findings)


@lru_cache(maxsize=16)
def _cleaner(config: Config) -> Cleaner:
    return Cleaner(config, cached=True)


@lru_cache(maxsize=16)
def _rules(config: Config) -> Mapping[str, Rule]:
    return {rule.id: rule for rule in _cleaner(config).rules}
