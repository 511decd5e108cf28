"""A word in the form of another part of speech: `a wrong choose`, `sings beautiful`, `too danger`.

Why machine translation makes this error: one word of the source is verb and noun, or adjective and
adverb, and the engine takes the English word that it has seen most often.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import rows, word_set
from mtfix.analysis.word_classes import base_of, classes, main_classes, only
from mtfix.detectors._misused_form_rules import RULES
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

_VERB_AS_NOUN, _NOUN_AS_VERB, _NOUN_AS_ADJECTIVE, _ADVERB_AS_ADJECTIVE, _ADJECTIVE_AS_ADVERB = RULES
_END = r"(?=[.,;:!?)”\"]|$|\n| (?:of|in|on|at|for|from|with|by|to|and|but|or|is|was|are|were|that|which|when|because)\b)"
_DETERMINED = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<det>[Tt]he|[Aa]n?|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir) "
    r"(?P<adj>\p{Ll}+ )?(?P<word>\p{Ll}{3,})(?![\p{L}’'-])" + _END,
)
_TO_DO = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?<!\b(?:[Tt]he|[Aa]n?) )(?:(?:needs?|needed|wants?|wanted|ha[sd]|have|how|order|tr(?:y|ies|ied)|decided?s?|able|possible|necessary|"
    r"help(?:s|ed)?|us|them|him|you|begins?|began|plan(?:s|ned)?|hopes?|hoped|ready|easy|difficult|hard|chance|"
    r"opportunity|failed|refused|wish|ability|allowed|used) to|must|can|could|should|will|would|may|might|cannot|can’t|don’t|"
    r"didn’t|couldn’t|won’t) (?P<word>\p{Ll}{4,}) (?=(?:the|an?|our|your|their|his|her|its|my|these|those|all|every|it|them|him)\b)",
)
_DEGREE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:[Aa]n? (?:very|really|quite|so|too)|(?:is|are|was|were|be|been|am|feels?|felt|looks?|looked|seems?|seemed|becomes?|"
    r"became|’s|’re|’m) (?:not )?(?:very|so|too|extremely|really|quite)) (?P<word>\p{Ll}{4,})(?= (?!and\b|or\b|of\b)\p{Ll}|[.,;!?]|$)(?![’'-])",
)
_ADVERB_NOUN = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<det>[Tt]he|[Aa]n?|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir) "
    r"(?:(?:really|very|so|quite|most|too|(?P<first>\p{Ll}{3,}) and) )?(?P<word>\p{Ll}{3,}ly) (?P<noun>\p{Ll}{3,})(?![\p{L}’'-])"
    + _END,
)
_IT_IS = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:[Ii]t (?:is|was|will be|would be)|[Ii]t[’']s) (?:(?:very|also|not|really|so|more) )?(?P<word>\p{Ll}+ly) (?=to (?!be\b)\p{Ll}|that\b)",
)
_SENSED = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:smell|smells|smelled|taste|tastes|tasted|seems?|seemed|becomes?|became|sounds|looks) "
    r"(?:(?:very|so|really|quite|too) )?(?P<word>\p{Ll}+ly)(?=[.,;!?]|$|\n| (?:and|but|in|on|with|for|to)\b)",
)
_BEING = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?:is|are|was|were|am) (?:(?:very|so|too|terribly|extremely|really|quite|not|always) ){1,2}"
    r"(?P<word>\p{Ll}+ly)(?=[.;!?]|$|\n|, (?:and|but|so)\b| (?:for|but|because)\b)",
)
_MANNER = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<verb>\p{Ll}{3,})(?P<object> it| them|(?: \p{Lu}\p{Ll}+(?:ish|an|ese|ch))?)(?P<degree> (?:very|so|too|quite|really|more|extremely))? "
    r"(?P<word>\p{Ll}{3,})(?=[.;!?]|$|\n|, (?:and (?:\p{Ll}+ly|the|he|she|they|it|we)|but|so|because|which|when|while|he|she|they|it|we|I|the)\b| (?:in|on|at|since|last (?:night|week|month|year|summer|winter)|this (?:week|month|year)|yesterday|all day|all night|today|together|again|during|from|when|with|by|after|over|because|between|through|for)\b)",
)
_DOUBLE = lazily(
    regex.compile,
    r"(?<![\p{L}’'-])(?P<before>is|are|was|were|be|been|seems?|seemed|looks?|looked|becomes?|became|[Aa]n) "
    r"(?P<word>\p{Ll}+) (?P<quality>\p{Ll}{3,})(?P<end>(?=[.,;!?]|$|\n| (?:in|on|at|for|to|from|of|by|with|but|and|because|when)\b))?(?![\p{L}’'-])",
)

_MAKING = lazily(
    regex.compile,
    r"\b(?:make|makes|made|making|keep|keeps|kept|keeping|find|finds|found|finding|consider\p{Ll}*|hold|held|render\p{Ll}*|leav\p{Ll}+|left)"
    r"\b[^.;:!?]*$",
)
_WELL_AND_BADLY = {"good": "well", "bad": "badly"}
_CAUSING = lazily(
    regex.compile,
    r"(?i)\b(?:let|lets|letting|makes?|made|making|helps?|helped|saw|see|sees|watch\p{Ll}*|hear\p{Ll}*|bid|bade|had|have) $",
)
_PRONOUN = lazily(
    regex.compile,
    r"\b(?:(?:i|you|he|she|it|they|we|who|to|not|also|always|can|will|would|must|should|could|may|might)|"
    r"(?:the|my|your|his|her|our|their|this) \p{Ll}+(?<!s)) $",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each word that stands in the form of another part of speech."""
    if not worth_a_close_search(analysis):
        return
    text = analysis.visible
    for pattern, rule, form in (
        (_DETERMINED, _VERB_AS_NOUN, _noun_of_verb),
        (_TO_DO, _NOUN_AS_VERB, _verb_of_noun),
        (_DEGREE, _NOUN_AS_ADJECTIVE, _adjective_of_noun),
        (_ADVERB_NOUN, _ADVERB_AS_ADJECTIVE, _adjective_before_noun),
        (_IT_IS, _ADVERB_AS_ADJECTIVE, _adjective_behind_it_is),
        (_SENSED, _ADVERB_AS_ADJECTIVE, _adjective_of_senses),
        (_BEING, _ADVERB_AS_ADJECTIVE, _adjective_behind_be),
        (_MANNER, _ADJECTIVE_AS_ADVERB, _adverb_behind_verb),
        (_DOUBLE, _ADJECTIVE_AS_ADVERB, _adverb_before_quality),
    ):
        for match in pattern.finditer(text, overlapped=True):
            new = form(match)
            if new:
                yield from mended(analysis, rule, match.span("word"), new)


@cache
def _pairs(kind: str) -> dict[str, str]:
    return {word: other for of_kind, word, other in rows("misused-forms") if of_kind == kind}


def _noun_of_verb(match: regex.Match[str]) -> str:
    noun = _pairs("vn").get(match["word"], "")
    determiner, quality = match["det"].lower(), (match["adj"] or "").strip()
    if (
        not noun
        or not only(match["word"], "b")
        or (determiner in {"a", "an"} and noun in word_set("never-with-a"))
    ):
        return ""
    if match["word"] == "know" and determiner == "the":
        return ""  # `those in the know`
    if determiner == "her" and _CAUSING.search(match.string, 0, match.start()):
        return ""
    if not quality:
        return noun if determiner not in {"a", "an"} or _same_sound(match["word"], noun) else ""
    if classes(quality)[:1] not in tuple("jkl"):
        return ""
    return noun if determiner != "the" or match.string.startswith(" of ", match.end()) else ""


def _verb_of_noun(match: regex.Match[str]) -> str:
    return _pairs("nv").get(match["word"], "")


def _adjective_of_noun(match: regex.Match[str]) -> str:
    return _pairs("na").get(match["word"], "")


def _adjective_before_noun(match: regex.Match[str]) -> str:
    adverb, noun = match["word"], match["noun"]
    may_be = "nN" if match["det"].lower() in {"her", "its", "your", "my"} else "nNbz"
    if not (main_classes(noun)[:1] in tuple("nN") and only(noun, may_be)):
        return ""
    if match["first"] and not (only(match["first"], "j") and only(noun, "nN")):
        return ""
    adjective = "" if adverb in word_set("focusing-adverbs") else _adjective(adverb)
    at_article = match["det"].lower() in {"a", "an"} and match.start("word") == match.end("det") + 1
    return "" if at_article and not _same_sound(adverb, adjective) else adjective


def _adjective_behind_it_is(match: regex.Match[str]) -> str:
    return _adjective(match["word"]) if match["word"] in word_set("judging-adverbs") else ""


def _adjective_of_senses(match: regex.Match[str]) -> str:
    adverb = match["word"]
    return _adjective(adverb) if adverb in word_set("sensed-adverbs") else ""


def _adjective_behind_be(match: regex.Match[str]) -> str:
    adverb = match["word"]
    sure = only(adverb, "r") and adverb not in word_set("focusing-adverbs")
    return _adjective(adverb) if sure else ""


def _adverb_behind_verb(match: regex.Match[str]) -> str:
    """`drives very careful on`, `speaks English fluent`, `rose significant in`."""
    verb, quality = match["verb"], match["word"]
    if quality in _WELL_AND_BADLY:
        return _well_or_badly(match)
    if quality not in word_set("manner-adjectives") or verb in word_set("linking-verbs"):
        return ""
    if match["object"] and not match["object"][1].isupper() and not match["degree"]:
        return ""
    if not _is_verb(match) or (
        quality in word_set("short-manner-adjectives") and not match["degree"]
    ):
        return ""
    base = base_of(verb) or verb
    moves = verb in word_set("manner-verbs") or base in word_set("manner-verbs")
    surely = main_classes(verb)[:1] in tuple("dz") and quality in word_set("changing-adjectives")
    return _adverb(quality) if moves or surely else ""


def _well_or_badly(match: regex.Match[str]) -> str:
    """`slept bad last night`, `cuts very good`."""
    base = base_of(match["verb"]) or match["verb"]
    done = base in word_set("well-done-verbs") and not match["object"] and _is_verb(match)
    return _WELL_AND_BADLY[match["word"]] if done else ""


def _is_verb(match: regex.Match[str]) -> bool:
    """Whether the word before the adjective is a verb here, without an object that becomes so."""
    before = match.string[max(0, match.start() - 60) : match.start()].lower()
    if _MAKING.search(before):
        return False
    noun = set(main_classes(match["verb"])) & set("nN")
    return not noun or "d" in main_classes(match["verb"]) or bool(_PRONOUN.search(before))


def _adverb_before_quality(match: regex.Match[str]) -> str:
    """`was complete frozen`, `an extreme difficult test`."""
    word, quality = match["word"], match["quality"]
    if word not in word_set("degree-adjectives"):
        return ""
    if match["before"].lower() == "an":
        before_noun = match["end"] is None and quality in word_set("graded-adjectives")
        return _adverb(word) if before_noun else ""
    if match["end"] is None or classes(quality)[:1] not in tuple("jp") or "n" in classes(quality):
        return ""
    return _adverb(word)


def _same_sound(first: str, second: str) -> bool:
    return (first[:1] in "aeiou") == (second[:1] in "aeiou")


def _adjective(adverb: str) -> str:
    """The adjective that an adverb in -ly is made of, or ""."""
    stem = adverb[:-2]
    tries: tuple[str, ...] = (stem, stem + "le", stem + "l", stem + "ll", stem + "e")
    if adverb.endswith("ily"):
        tries = (adverb[:-3] + "y",)
    elif adverb.endswith("ically"):
        tries = (adverb[:-4], *tries)
    return next((t for t in tries if main_classes(t)[:1] == "j"), "")


def _adverb(adjective: str) -> str:
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective + "ly"
