"""`mtfix check --profile`: what a document is like, and by what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix.commands.terminal import put, say

if TYPE_CHECKING:
    from mtfix.commands.settings import Settings
    from mtfix.reporters import Result

_FAILED = 2


def show_profiles(settings: Settings) -> int:
    """Write the traits of each file, a line each."""
    from mtfix.commands.work import results

    failed = False
    for result in results(settings):
        if result.error or result.patch is None:
            say(result.error)
            failed = True
            continue
        put(f"{result.path}\n")
        for line in _lines(result, settings):
            put(f"  {line}\n")
    return _FAILED if failed else 0


def _lines(result: Result, settings: Settings) -> list[str]:
    from mtfix import plugins
    from mtfix.analysis import Analysis
    from mtfix.analysis.portrait import portrait
    from mtfix.commands.work import cleaner_here

    assert result.patch is not None
    name = settings.format or plugins.format_for(result.path) or "text"
    document = plugins.format_named(name).read(result.patch.before, path=result.path, language="en")
    sources = {rule.id: rule.sources for rule in cleaner_here(settings).rules}
    causes = [sources.get(found.rule, ()) for found in result.patch.findings]
    traits = portrait(Analysis(document), [c for c in causes if c])
    return [f"{trait.name:20} {trait.value:26} {trait.evidence}" for trait in traits]
