"""Which language a text is in, as far as its most frequent words and its script tell."""

from __future__ import annotations

from functools import cache

import regex

from mtfix.analysis.lexicon import english_words, table
from mtfix.lazily import lazily

_ENOUGH = 15  # different words below which a text is too short to tell
_MANY = 5  # frequent words of another language that a text in it is sure to have
_LONG = 100  # different words of a text that would have more English ones if it were English
_SCRIPTS = {
    "Cyrillic": "ru", "Greek": "el", "Arabic": "ar", "Hebrew": "he", "Han": "zh", "Hiragana": "ja",
    "Katakana": "ja", "Hangul": "ko", "Thai": "th", "Devanagari": "hi",
}  # fmt: skip
_OTHER_SCRIPT = "|".join(rf"\p{{{name}}}" for name in _SCRIPTS)
FOREIGN_WORD = lazily(regex.compile, rf"(?:{_OTHER_SCRIPT}|\p{{M}})+")

# The classes whose faults are the same in every language.
NEUTRAL = frozenset({
    "typo-mojibake", "typo-html-entity", "mk-placeholder", "mk-md-link", "mk-md-emphasis",
    "mk-url-path", "mk-html-tag", "mk-backtick-shift", "mk-code-token", "mk-heading-list",
    "mk-subtitle-timecode", "scr-shortcode",
})  # fmt: skip


@cache
def frequent_words() -> dict[str, frozenset[str]]:
    """The frequent words of each language, by its code."""
    return {code: frozenset(words.split()) for code, words in table("stop-words").items()}


@cache
def telling_words(code: str) -> frozenset[str]:
    """The frequent words of a language that English does not have."""
    return frozenset(w for w in frequent_words()[code] if len(w) > 1) - english_words()


@cache
def _english_alone() -> frozenset[str]:
    """The frequent words of English that no other language has."""
    other = [words for code, words in frequent_words().items() if code != "en"]
    return frequent_words()["en"].difference(*other)


def language_of(words: frozenset[str]) -> str:
    """The language of a text with these words, or "" where nothing else than English is sure."""
    english = len(words & _english_alone())
    # names and addresses are Latin in every text: `Rust`, `https`; words such as “the” are not
    script = script_of(words, 2 if english <= _MANY and len(words) > _LONG else 6)
    if script or len(words) < _ENOUGH:
        return script
    counts = {code: len(words & telling_words(code)) for code in frequent_words() if code != "en"}
    best = max(counts, key=lambda code: (counts[code], code))
    return best if counts[best] >= _MANY and english * 3 <= counts[best] else ""


def script_of(words: frozenset[str], ninths: int = 6) -> str:
    """The language that a script stands for, where so many ninths of all letters are in it."""
    letters = "".join(w for w in words if w[0] >= "\u0370")
    if len(letters) < _ENOUGH or len(letters) * 9 < sum(map(len, words)) * ninths:
        return ""
    counts = {name: len(regex.findall(rf"\p{{{name}}}", letters)) for name in _SCRIPTS}
    if counts["Hiragana"] or counts["Katakana"]:
        return "ja"
    best = max(counts, key=lambda name: counts[name])
    return _SCRIPTS[best] if counts[best] * 2 > len(letters) else ""


NAMES = {
    "es": "Spanish", "pt": "Portuguese", "it": "Italian", "fr": "French", "de": "German",
    "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "id": "Indonesian", "ro": "Romanian",
    "sv": "Swedish", "ru": "Russian", "el": "Greek", "ar": "Arabic", "he": "Hebrew",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "th": "Thai", "hi": "Hindi",
}  # fmt: skip
