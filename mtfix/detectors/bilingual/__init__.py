"""What source and translation say together. Each module here has RULES and check(pairs, analysis).

Why machine translation makes these errors: an engine handles placeholders, tags, numbers and
names as words, and nothing compares the two sides afterwards. A text without a source is passed
over.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

_MODULES = tuple(
    import_module(f"{__name__}.{info.name}")
    for info in sorted(iter_modules(__path__), key=lambda info: info.name)
    if not info.name.startswith("_")
)
RULES = tuple(rule for module in _MODULES for rule in module.RULES)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield the findings of all modules, nothing where no source is at hand."""
    if not analysis.pairs:
        return
    for module in _MODULES:
        yield from module.check(analysis)
