"""A verb before its subject in a statement: `Are excluded the cars`, `In 1990 was founded the club`.

Why machine translation makes this error: in Romance and Slavic languages what is new stands at the end,
the subject, too; in German the verb stands second whatever begins the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.lexicon import word_set
from mtfix.analysis.subject import MANY, ONE, number_at, subject_at
from mtfix.analysis.word_classes import base_of, classes, main_classes, only
from mtfix.detectors._place import mended
from mtfix.hunches import worth_a_close_search
from mtfix.lazily import lazily
from mtfix.model import Applicability, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

RULES = (
    Rule(
        "verb-before-its-subject",
        "wo-verb-final",
        "the subject stands before its verb",
        "The source has the subject at the end, or the verb in second place.",
        applicability=Applicability.UNSAFE,
        examples=(
            Example("Are forbidden the old lamps.", "The old lamps are forbidden."),
            Example("In 1987 was founded the choir.", "In 1987 the choir was founded."),
            Example("Exist several ways to the lake.", "There are several ways to the lake."),
            Example("Arrived the winter and it snowed.", "The winter arrived and it snowed."),
            Example("Today go we to the lake.", "Today we go to the lake."),
            Example(
                "It was there that appeared the first bees.",
                "It was there that the first bees appeared.",
            ),
            Example("Last night was sung the new song.", "Last night the new song was sung."),
        ),
        keep=tuple(
            Example(t, t)
            for t in (
                "Are the old lamps forbidden?",
                "Are forbidden lamps the reason?",
                "In 1987 was published the first of his books, which nobody read.",
                "Came the dawn and the birds sang.",
                "Gone are the days of the lamp.",
                "Exist he must, she thought.",
                "Left the house and went to work.",
                "Today has been long.",
                "Never have we seen the lake.",
            )
        ),
        origin="detectors/verb_before_subject.py",
    ),
)
(_RULE,) = RULES
_ORDINALS = ("first", "second", "third", "last", "next", "whole", "very")
_START = r"(?m)(?:^|(?<=[.!] |[.!][”\"] ))"
_END = r"(?=[.!]|$)"
_BODY = r"(?:[^.?!,;:()“”\"\n]|, (?=but |and |which ))"
_TIME = (
    r"(?:In (?:the )?(?:year )?(?:1[0-9]|20)\d\d|On \p{Lu}\p{Ll}+day|On (?:\p{Lu}\p{Ll}+ \d+|\d+ \p{Lu}\p{Ll}+)(?:,? \d{4})?|In (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
    r"|Yesterday|Today|Tomorrow|(?:Last|This|Next) (?:night|week|month|year|summer|winter|autumn|spring|morning|evening|weekend|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)"
    r"|(?:A few|Two|Three|Four|Five|Ten|Some|Many) (?:days|weeks|months|years) (?:later|ago|after|before)|Finally|Also|Recently|Afterwards|Later|In the (?:afternoon|morning|evening|same year))"
)
# `Are excluded the cars of guests`
_PASSIVE = lazily(
    regex.compile,
    rf"{_START}(?P<verb>Is|Are|Was|Were|Will be|Has been|Have been|Must be|Can be|Should be) (?P<done>(?:also |not |strictly |still |only |now |absolutely )?(?P<last>\p{{Ll}}{{4,}})) (?P<subject>{_BODY}{{5,80}}){_END}(?!\?)",
)
# `In 1990 was founded the club`, `On Sunday will take place the final`
_DATED = lazily(
    regex.compile,
    rf"{_START}(?P<time>{_TIME},?) (?P<verb>is|are|was|were|will be|has been|have been|will|can be) (?P<done>(?P<last>\p{{Ll}}{{4,}})(?: place)?) (?P<subject>{_BODY}{{5,80}}){_END}(?!\?)",
)
_EXIST = lazily(
    regex.compile, rf"{_START}(?P<verb>Exists?|Existed) (?P<subject>{_BODY}{{5,120}})(?=[.!;,])"
)
# `Arrived the summer and …`, `that appeared the first ships`
_BARE = lazily(
    regex.compile,
    rf"(?:{_START}|(?<=\b(?:[Ii]t was (?:then|there|here|in \d{{4}}|in \p{{Lu}}\p{{Ll}}+)) that ))(?P<verb>\p{{L}}\p{{Ll}}{{3,}}) (?P<subject>{_BODY}{{5,60}}){_END}(?!\?)",
)
# `Yesterday came to the town the minister`, `In the fire died three people`
_MOVED = lazily(
    regex.compile,
    rf"{_START}(?P<time>{_TIME},?|(?:In|At|During|From|On) (?:the|this|that) \p{{Ll}}+(?: (?:of|in|on) (?:the )?\p{{L}}+)?) (?P<verb>\p{{Ll}}{{4,}}(?: part)?)"
    rf"(?P<place> (?:to|in|at|into|from|on) (?:the |our |their |his |her )?\p{{L}}+)? (?P<subject>{_BODY}{{5,80}}){_END}(?!\?)",
)
# `Today go we to the lake`
_SECOND = lazily(
    regex.compile,
    rf"{_START}(?P<time>(?:{_TIME}|Then|Now|Often|Sometimes|Usually|There|Here|Soon|Every \p{{Ll}}+|In the (?:summer|winter|spring|autumn|village|garden|house|city|kitchen)|At (?:home|night|school|noon)|After (?:that|this)|With (?:this|that)|First|Next),?) (?P<verb>\p{{Ll}}{{2,}}) (?P<subject>we|they|he|she|I|you)(?= (?:the|an?|to|in|on|at|with|from|for|it|him|her|them|us|me|our|his|my|their|your|very|back|home|into|out|up|this|that|all|some|many|not|one|two|three|and|by)\b[^?\n]*[.!]|[.!])",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each verb that stands before its subject in a statement."""
    if not worth_a_close_search(analysis) or analysis.facts.dialect:
        return
    for pattern, mend in (
        (_PASSIVE, _passive),
        (_DATED, _dated),
        (_EXIST, _exist),
        (_BARE, _bare),
        (_MOVED, _went),
        (_SECOND, _second),
    ):
        for match in pattern.finditer(analysis.visible):
            new = mend(match)
            if new:
                yield from mended(analysis, _RULE, match.span(), new)


def _whole(subject: str) -> str:
    """The number of a subject if the words are one and nothing else, else ""."""
    first, _, second = subject.partition(" and ")
    if second and _whole(first) and _whole(second):
        return MANY
    words = ["persons" if w == "people" else w for w in subject.split(" ")]
    words = words[words[:2] == ["all", "the"] :]
    words = [w for i, w in enumerate(words) if i != 1 or w not in _ORDINALS]
    if words[0] not in word_set("subject-openers") and not words[0].isdigit():
        return ""
    plain = all(main_classes(w)[:1] == "j" for w in words[1:-1]) and len(words) in (2, 3)
    if plain and words[0] in ("the", "a", "an") and "n" in classes(words[-1]):
        return ONE
    found = subject_at(["several" if words[0].isdigit() else words[0], *words[1:]], 0)
    return found.number if found and found.end == len(words) else ""


def _parted(body: str) -> tuple[str, str]:
    """The subject, and a clause behind it: `the summer`, ` and the beaches filled`."""
    if _whole(body):
        return body, ""
    for link in (" because ", " and ", ", and ", ", but ", ", which "):
        subject, joint, rest = body.partition(link)
        if joint and _whole(subject) and _is_clause(link, rest.split(" ")):
            return subject, joint + rest
    return "", ""


def _is_clause(link: str, words: list[str]) -> bool:
    if link not in (" and ", ", and ") or words[0] in ("it", "he", "she", "they", "we", "I"):
        return True
    found = subject_at(words, 0)
    behind = words[found.end] if found and found.end < len(words) else ""
    return only(behind, "dpz") or behind.endswith("ed") or behind in word_set("finite-auxiliaries")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _passive(match: regex.Match[str]) -> str:
    (subject, rest), last = _parted(match["subject"]), match["last"]
    number = _whole(subject) if subject else ""
    if not number or (number == ONE) == (match["verb"] in ("Are", "Were", "Have been")):
        return ""
    if not (only(last, "pd") and "p" in classes(last)) and last not in word_set("states-of-things"):
        return ""
    return f"{_capital(subject)} {match['verb'].lower()} {match['done']}{rest}"


def _dated(match: regex.Match[str]) -> str:
    last, verb = match["last"], match["verb"]
    subject, rest = _parted(match["subject"])
    if not subject:
        return ""
    if verb == "will":
        holds = match["done"] == "take place" or last in word_set("verbs-without-object")
    else:
        holds = only(last, "pdj") and main_classes(last)[:1] in ("p", "d")
    return f"{match['time']} {subject} {verb} {match['done']}{rest}" if holds else ""


def _exist(match: regex.Match[str]) -> str:
    words = match["subject"].split(" ")
    number = number_at(words, 0)
    if not number or words[0] not in word_set("subject-openers"):
        return ""
    verb = {"Existed": ("was", "were")}.get(match["verb"], ("is", "are"))[number == MANY]
    return f"There {verb} {match['subject']}"


def _bare(match: regex.Match[str]) -> str:
    verb = match["verb"].lower()
    subject, rest = _parted(match["subject"])
    if verb not in word_set("pasts-of-coming") or not subject:
        return ""
    return f"{_capital(subject) if match['verb'][0].isupper() else subject} {verb}{rest}"


def _went(match: regex.Match[str]) -> str:
    verb, time, place = match["verb"], match["time"], match["place"] or ""
    subject, rest = _parted(match["subject"])
    dated = regex.match(_TIME, time) is not None
    if verb not in word_set("pasts-of-travel" if dated and place else "pasts-of-happening"):
        return ""
    return f"{time} {subject} {verb}{place}{rest}" if subject else ""


def _second(match: regex.Match[str]) -> str:
    verb, subject = match["verb"], match["subject"]
    if verb in word_set("verbs-that-invert"):
        return ""
    third = subject in ("he", "she")
    holds = only(verb, "zN") and "z" in classes(verb) if third else "b" in main_classes(verb)
    if not holds and not (only(verb, "dp") and "d" in classes(verb) and base_of(verb)):
        return ""
    return f"{match['time']} {subject} {verb}"
