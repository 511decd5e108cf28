"""Whether an English word begins with a vowel sound; the exceptions are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtfix.rulebook.words import Lexicon

_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")  # eff, aitch, ell, em, en, ar, ess, ex


def vowel_sound(word: str, words: Lexicon) -> bool | None:
    """True for *hour*, False for *unit*, None where speakers differ or nothing is known."""
    core = word.lstrip("“”‘’\"'(*_")
    if not core:
        return None
    low = core.lower()
    if _listed(low, "either_sound", words):
        return None
    if core[0].isdigit():
        return _number(core)
    if core[1:2] == "-":  # an X-ray, a T-shirt
        return core[0].upper() in _LETTERS_WITH_VOWEL
    if len(core) == 1 or (core[:2].isupper() and not core[2:3].islower()):
        return _initials(core, words)
    if _listed(low, "vowel_sound", words):
        return True
    if _listed(low, "consonant_sound", words):
        return False
    if not low[0].isascii() or not low[0].isalpha():
        return None
    return low[0] in "aeiou"


def _listed(word: str, name: str, words: Lexicon) -> bool:
    """Whether a list has the word’s beginning or, with a full stop, all up to a hyphen or `_`."""
    head = word.replace("_", "-").split("-")[0]
    return any(
        head == entry[:-1] if entry.endswith(".") else word.startswith(entry)
        for entry in words.lists.get(name, ())
    )


def article(word: str, words: Lexicon) -> str:
    """`an` before a vowel sound, else `a`."""
    return "an" if vowel_sound(word, words) else "a"


def _number(core: str) -> bool:
    digits = core.split(".")[0].split(",")[0]
    lead = digits if digits.isdigit() else "".join(c for c in digits if c.isdigit())
    groups = core.count(",")
    teens = lead[:2] in ("11", "18") and (len(lead) == 2 or (groups and len(lead) % 3 == 2))
    return lead[:1] == "8" or bool(teens)


def _initials(core: str, words: Lexicon) -> bool | None:
    """Whether letters are spelled out (*an NGO*) or read as a word (*a NATO*) is often unknown."""
    if len(core) == 1:
        return core in _LETTERS_WITH_VOWEL if core.isupper() else None
    head = core.split("-")[0].split("’")[0].split("'")[0]
    if head in words.lists.get("spelled_initials", ()):
        return head[0] in _LETTERS_WITH_VOWEL
    return None
