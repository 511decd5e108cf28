"""How often a literal is to be expected in English, so that the rarest can be scanned for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtfix.rulebook.triggers import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

# Rough shares of English running text (general knowledge: letters and commonest words).
_LETTERS = dict(
    zip(
        " etaoinshrdlucmfwypvbgk.,jqxz",
        (
            0.16, 0.10, 0.075, 0.065, 0.062, 0.057, 0.057, 0.052, 0.045, 0.049, 0.033, 0.033,
            0.023, 0.024, 0.021, 0.019, 0.017, 0.016, 0.016, 0.008, 0.013, 0.017, 0.006, 0.01,
            0.011, 0.001, 0.001, 0.002, 0.001,
        ),
        strict=True,
    )
)  # fmt: skip
_LETTERS |= {
    "(": 0.002, ")": 0.002, '"': 0.003, "“": 0.002, "”": 0.002, "’": 0.003, "'": 0.003, "-": 0.003,
    ":": 0.001, ";": 0.0008, "/": 0.0004, "\n": 0.006,
    "?": 0.001, "!": 0.001,
}  # fmt: skip
_WORDS = {
    "the": 0.011, "of": 0.006, "and": 0.006, "to": 0.005, "in": 0.004, "a": 0.004, "is": 0.002,
    "that": 0.002, "for": 0.002, "it": 0.002, "as": 0.0015, "was": 0.0015, "with": 0.0015,
    "on": 0.0015, "be": 0.0015, "by": 0.0012, "he": 0.0015, "his": 0.0008, "at": 0.001,
    "this": 0.0008, "not": 0.0008, "are": 0.0009, "from": 0.0008, "or": 0.001, "have": 0.0006,
    "an": 0.0006, "they": 0.0005, "which": 0.0005, "one": 0.0005, "you": 0.0006, "had": 0.0004,
    "her": 0.0005, "all": 0.0005, "she": 0.0004, "there": 0.0003, "been": 0.0003, "has": 0.0005,
    "their": 0.0004, "were": 0.0004, "who": 0.0003, "said": 0.0003, "will": 0.0004, "so": 0.0003,
    "more": 0.0003, "no": 0.0003, "if": 0.0003, "its": 0.0003, "would": 0.0003, "can": 0.0004,
    "year": 0.0002, "years": 0.0002, "people": 0.0002, "ing": 0.004, "ed": 0.005, "s": 0.008,
}  # fmt: skip
_RARE, _CAPITAL = 0.0003, 0.06
_WORD, _LONG = 0.00006, 9  # letters alone make a real word look rarer than it is
_EDGE = 0.5  # where a word has to begin or end
OFTEN = 0.002  # a rule expected to wake more often than this is as good as without trigger


@lru_cache(maxsize=20_000)
def frequency(literal: str) -> float:
    """The expected hits of a literal per character of English text."""
    plain = bare(literal)
    share = _EDGE ** (len(literal) - len(plain))
    literal = plain
    for n, word in enumerate(literal.split(" ")):
        if n:
            share *= _LETTERS[" "]
        if not word:
            continue
        if word in _WORDS:
            share *= _WORDS[word] / _LETTERS[" "]
            continue
        letters = 1.0
        for char in word:
            letters *= _character(char)
        share *= max(letters, _WORD) if word.isalpha() and len(word) < _LONG else letters
    return share


def expected(literals: Iterable[str]) -> float:
    """The expected hits of a set of literals, any of which wakes a rule."""
    return sum(map(frequency, literals))


def _character(char: str) -> float:
    if "A" <= char <= "Z":
        return _LETTERS[char.lower()] * _CAPITAL
    if "0" <= char <= "9":
        return 0.001
    return _LETTERS.get(char, _RARE)
