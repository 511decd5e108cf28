"""What a user sets in the editor: when to check, how loud to be, and whether LanguageTool runs.

Everything that concerns the texts themselves is set in mtfix.toml, so that the editor and the
command line say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mtfix.config import LANGUAGETOOL

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtfix.config import Config
    from mtfix.model import Applicability

SEVERITIES = ("error", "warning", "information", "hint", "off")
LONGEST_DELAY = 10_000


class Settings(Struct, frozen=True):
    """Every setting, with its default."""

    language_tool: str = ""  # off, on, auto; empty: only where the configuration says `on`
    safe: str = "warning"  # the severity of findings whose fix is safe, and so on
    unsafe: str = "information"
    display: str = "hint"
    delay: int = 25  # milliseconds without a keystroke before a text is checked
    site: str = ""  # where the documentation stands that `mkdocs build` made, for links to it
    config: str = ""  # a configuration file instead of the nearest one
    preview: bool | None = None
    unsafe_fixes: bool | None = None  # whether to fix all takes unsafe fixes, too

    def severity(self, level: Applicability) -> str:
        return {"safe": self.safe, "unsafe": self.unsafe}.get(level.label, self.display)

    def over(self, config: Config) -> Config:
        """The configuration with these settings over it.

        LanguageTool takes seconds where the rules take milliseconds, so the `auto` that a
        configuration has unasked does not start it; `on` does.
        """
        asked = "on" if config.languagetool == "on" else "off"
        return replace(
            config,
            languagetool=self.language_tool or asked,
            preview=config.preview if self.preview is None else self.preview,
            unsafe=config.unsafe if self.unsafe_fixes is None else self.unsafe_fixes,
        )


DEFAULT = Settings()


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string")
    return value


def _address(value: object) -> str:
    text = _name(value)
    if text and not text.startswith(("http://", "https://", "file://")):
        raise TypeError("an address that begins with https://, http:// or file://")
    return text


def _delay(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_DELAY:
        raise TypeError(f"a whole number from 0 to {LONGEST_DELAY:,}")
    return value


def _severity(value: object) -> str:
    if value not in SEVERITIES:
        raise TypeError(f"one of {', '.join(SEVERITIES)}")
    return str(value)


def _mode(value: object) -> str:
    if value not in LANGUAGETOOL:
        raise TypeError(f"one of {', '.join(LANGUAGETOOL)}")
    return str(value)


_KEYS: dict[str, tuple[str, Callable[[object], object]]] = {
    "languageTool": ("language_tool", _mode),
    "severity.safe": ("safe", _severity),
    "severity.unsafe": ("unsafe", _severity),
    "severity.display": ("display", _severity),
    "delay": ("delay", _delay),
    "site": ("site", _address),
    "config": ("config", _name),
    "preview": ("preview", _flag),
    "unsafeFixes": ("unsafe_fixes", _flag),
}


def read_settings(given: object, before: Settings = DEFAULT) -> tuple[Settings, list[str]]:
    """Settings of what the editor sent, and what is wrong with it. The rest counts all the same.

    They may stand under `mtfix` or by themselves, as editors differ in this. What was not sent, or
    sent as None, stays as it was `before`.

    >>> read_settings({"mtfix": {"delay": 100, "severity": {"display": "off"}}})[0].display
    'off'
    """
    inner = given.get("mtfix", given) if isinstance(given, Mapping) else given
    if inner is None:
        return before, []
    if not isinstance(inner, Mapping):
        return before, [f"settings must be a table, not {inner!r}"]
    values: dict[str, object] = {}
    problems: list[str] = []
    for key, value in _flat(inner).items():
        if value is None:
            continue
        if key not in _KEYS:
            problems.append(f"unknown setting {key!r}{_suggestion(key)}")
            continue
        name, convert = _KEYS[key]
        try:
            values[name] = convert(value)
        except TypeError as error:
            problems.append(f"setting {key} must be {error}, not {value!r}")
    return replace(before, **values), problems


def _flat(table: Mapping[object, object]) -> dict[str, object]:
    """The table with `{"severity": {"safe": x}}` as `severity.safe`."""
    out: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            out |= {f"{key}.{name}": inner for name, inner in _flat(value).items()}
        else:
            out[str(key)] = value
    return out


def _suggestion(key: str) -> str:
    close = get_close_matches(key, _KEYS, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; known are {', '.join(_KEYS)}"
