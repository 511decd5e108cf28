"""Find and repair what machine translation does to English prose.

>>> import mtfix
>>> mtfix.fix("A sentence without a fault.").after
'A sentence without a fault.'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtfix.cleaner import Cleaner, check, fix
    from mtfix.config import Config
    from mtfix.model import MtfixError

__version__ = "0.1.0"

__all__ = ["Cleaner", "Config", "MtfixError", "__version__", "check", "fix"]

# Where each name lives. `import mtfix` alone stays cheap: a hook pays only for what it calls.
_HOMES = {
    "Cleaner": "mtfix.cleaner",
    "Config": "mtfix.config",
    "MtfixError": "mtfix.model",
    "check": "mtfix.cleaner",
    "fix": "mtfix.cleaner",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'mtfix' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
