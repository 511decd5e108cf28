"""Which parts of speech an English word has, by counts in texts whose words people have tagged.

`plant` is a noun and now and then a verb, `sell` is a verb and nothing else. Letters stand for the
classes: n noun, N plural noun, j adjective, k comparative, l superlative, r adverb, R its
comparative, b base form of a verb, z third person, d past, p participle, g form in -ing, f function
word. `rules/en/lexicon/word-classes.tsv` names its sources.
"""

from __future__ import annotations

from functools import cache, lru_cache

from mtfix.analysis.inflection import verb_forms
from mtfix.analysis.lexicon import rows


def classes(word: str) -> str:
    """The classes of a word in lower case, the frequent ones first; "" for one that is unknown."""
    return (_classes().get(word) or _by_form(word)).replace("-", "")


def is_counted(word: str) -> bool:
    """Whether a word is among those that were counted, and not known by its form alone."""
    return word in _classes()


def main_classes(word: str) -> str:
    """The classes that a word has at least one time in ten."""
    return (_classes().get(word) or _by_form(word)).partition("-")[0]


def only(word: str, allowed: str) -> bool:
    """Whether a word is known and never of another class than these."""
    found = classes(word)
    return bool(found) and not set(found) - set(allowed)


def mostly(word: str, allowed: str) -> bool:
    """Whether a word is known and hardly ever of another class than these."""
    found = main_classes(word)
    return bool(found) and not set(found) - set(allowed)


@cache
def _classes() -> dict[str, str]:
    found = {}
    for label, words in rows("word-classes"):
        found.update(dict.fromkeys(words.split(" "), label))
    return found


@lru_cache(maxsize=4096)
def _by_form(word: str) -> str:
    """The classes of a word that was too rare to be counted, by its ending and its other forms."""
    base = _bases().get(word)
    if base:
        past, participle = _parts()[base]
        return "d" * (word == past) + "p" * (word == participle)
    if word.endswith("ed") and any("b" in _known(stem) for stem in _stems_of_past(word)):
        return "dp"
    if word.endswith("s") and not word.endswith("ss"):
        found = next(filter(None, map(_known, _stems_of_third(word))), "")
        return "N" * ("n" in found) + "z" * ("b" in found)
    return ""


def _known(word: str) -> str:
    return _classes().get(word, "")


def base_of(form: str) -> str:
    """The base form of a verb in the third person, the past or the participle, or ""."""
    found = _bases().get(form, "")
    if found or not form.endswith(("s", "ed")):
        return found
    stems = _stems_of_past(form) if form.endswith("ed") else _stems_of_third(form)
    return next((stem for stem in stems if "b" in classes(stem)), "")


def participle_of(base: str) -> str:
    """The past participle of a verb."""
    if base in _parts():
        return _parts()[base][1]
    return next((f for f in verb_forms(base) if f.endswith("ed") and f != base), "")


def past_of(base: str) -> str:
    """The past of a verb."""
    return _parts()[base][0] if base in _parts() else participle_of(base)


def _stems_of_past(form: str) -> tuple[str, ...]:
    stem = form[:-2]
    if stem.endswith("i"):
        return (stem[:-1] + "y",)
    doubled = (stem[:-1],) if stem[-1:] == stem[-2:-1] else ()
    return (stem, form[:-1], *doubled)


def _stems_of_third(form: str) -> tuple[str, ...]:
    if form.endswith("ies"):
        return (form[:-3] + "y",)
    return (form[:-1], form[:-2]) if form.endswith("es") else (form[:-1],)


@cache
def _parts() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in rows("irregular-verbs") if past}


@cache
def _bases() -> dict[str, str]:
    return {form: base for base, forms in _parts().items() for form in forms}
