"""Quoted words that begin with a capital although they run into the sentence.

Why machine translation makes this error: a quotation inside a link or in bold is a segment of
its own; the engine takes every segment for a sentence and gives its first word a capital.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from mtfix.analysis.attribution import speech_verb_before
from mtfix.analysis.lexicon import first_names, is_word, word_list, word_set
from mtfix.analysis.marks import Role
from mtfix.detectors._examples import keep as _keep
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Extent, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.analysis.quotations import Quotation, QuotedSegment
    from mtfix.model import Finding

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


RULES = (
    Rule(
        "quote-fragment-capital",
        "q-fragment-capital",
        "the quoted words run into the sentence, so they begin in lower case",
        "The quotation was a segment of its own, and a segment is given a sentence's capital.",
        certain="A clause or an article leads into the words, which are no title, cry, order or question.",
        examples=(
            Example(
                "The nurse insisted that “The ward is calm tonight” and locked the door.",
                "The nurse insisted that “the ward is calm tonight” and locked the door.",
            ),
            Example(
                "They had a “Long quarrel” about the fence.",
                "They had a “long quarrel” about the fence.",
            ),
            Example(
                "The coach said the team “Clearly does not need a new captain” this year.",
                "The coach said the team “clearly does not need a new captain” this year.",
            ),
            Example(
                "His only wish was “To sleep in his own bed.”",
                "His only wish was “to sleep in his own bed.”",
            ),
        ),
        keep=_keep(
            "She said, “The ward is calm tonight.”",
            "They all sang that “I Will Survive” song.",
            "He hung a “Do not disturb” sign on the door.",
            "We watched a “Star Trek” marathon.",
            "It takes that “You can do it all” attitude with it.",
            "It is a “Paris” of the north.",
            "The judge said that “Maria Lopez told the truth.”",
            "He asked the crowd “Will you march with me?”",
            "If the option “Do not ask me again” is active, nobody is asked.",
            "The colour went to “Style 2” and “Style 3” by itself.",
        ),
        origin="detectors/quote_fragments.py",
    ),
)
_RULE = RULES[0]

_FIRST = lazily(regex.compile, r"[‘']?(\p{Lu}[\p{L}\p{M}]*(?:[’'-]\p{L}+)*)")
_SECOND_SENTENCE = lazily(regex.compile, r"[.!?…] +[‘']?\p{Lu}")
_VERB_BEHIND = lazily(
    regex.compile,
    r" (?:(?:is|are|was|were|has|does|did|will|appears|remains)\b|checked|set\b|NOT\b)",
)
_LAST_WORD = lazily(regex.compile, r"([\p{L}\p{M}’'-]+)\s*$")
_NOUN_BEHIND = lazily(
    regex.compile,
    r" (?:\p{Ll}+ )?(?:attitude|feeling|look|voice|approach|mentality|thing|sign|moment|line)\b",
)
_BEFORE_THAT = lazily(regex.compile, r"(?<![\p{L}’'-])([\p{L}’'-]+) that\s*$")
_AFTER_HEAD = lazily(
    regex.compile,
    r"\s*(?:$|[.,;:!?)]|(?:with|about|of|in|on|at|for|from|to|by|between|among|against|over|after|before|during"
    r"|and|or|but|that|which|who|when|while|as|is|was|are|were|has|had|will|would|can|could)\b)",
)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each quotation that should begin in lower case."""
    for quoted in analysis.quotations:
        for quotation in quoted.quotations:
            found = _fragment(analysis, quoted, quotation)
            if found is not None:
                yield found


def _fragment(analysis: Analysis, quoted: QuotedSegment, quotation: Quotation) -> Finding | None:
    opener, text = quotation.opener, quoted.text
    if (
        opener is None
        or opener.role is not Role.OPEN
        or quotation.closer is None
        or opener.margin < 1
    ):
        return None
    start = opener.mark.offset + len(opener.mark.char)
    first = _FIRST.match(text, start)
    before = _LAST_WORD.search(text, max(0, opener.mark.offset - 40), opener.mark.offset)
    if first is None or before is None:
        return None
    word, lead = first[1], before[1].lower()
    content = text[start : quotation.closer.mark.offset]
    if regex.match(r"\s+\d", content[len(first[0]) :]):
        return None  # “Style 2” is a name
    after = quotation.closer.mark.offset + 1
    level = _level(analysis, text, lead, word, content, (opener.mark.offset, after))
    if level is None:
        return None
    if _own_capital(analysis, word) or _title(analysis, content[len(first[0]) :]):
        return None
    at = first.start(1)
    extent = Extent(at, at + len(word))
    return finding(
        quoted.segment,
        _RULE,
        extent,
        Change(Extent(at, at + 1), word[0].lower()),
        applicability=level,
    )


def _own_capital(analysis: Analysis, word: str) -> bool:
    """Whether the word has a capital wherever it stands."""
    if word == "I" or word.startswith(("I’", "I'")) or (len(word) > 1 and word.isupper()):
        return True
    lower = word.lower()
    if not is_word(lower) and lower not in word_list("function-words"):
        return True
    if lower in word_list("function-words"):
        return False
    return word in first_names() or analysis.is_name(word)


def _title(analysis: Analysis, rest: str) -> bool:
    """Whether the quoted words are a title: others beside the first have a capital, too."""
    capitals = regex.findall(r"(?<=\s)\p{Lu}\p{Ll}+", rest)
    long = regex.findall(r"(?<=\s)\p{L}{4,}", rest)
    if capitals and len(capitals) * 2 > len(long):
        return True
    words = regex.findall(r"(?<![.!?…]\s)(?<=\s)\p{Lu}[\p{L}\p{M}’'-]+", rest)
    return any(
        not analysis.is_name(w) and w not in first_names() and is_word(w.lower()) for w in words
    ) or (bool(words) and len(rest.split()) <= 3)


def _level(
    analysis: Analysis, text: str, lead: str, word: str, content: str, around: tuple[int, int]
) -> Applicability | None:
    """How sure it is that the quoted words belong to the sentence around them, or None."""
    lower, size = word.lower(), len(content.split())
    plain = (
        lower in word_list("function-words")
        or lower in analysis.words
        or lower.endswith(("ly", "ing"))
    )
    if content.rstrip().endswith("?") or lead in word_list("naming-nouns") or not content.strip():
        return None
    if lower in word_list("interjections") or _SECOND_SENTENCE.search(content):
        return None  # told as it was said: that “Okay, this will do”
    if lower in ("what", "who", "why", "how") and lead in word_set("clause-leads"):
        return None  # `a way to ask that “What did you learn”`
    if lead == "that":
        return _behind_that(text, content, around, plain=plain)
    if lead in word_set("clause-leads"):
        if _VERB_BEHIND.match(text, around[1]):
            return None  # even though “Remember password” is checked
        return UNSAFE if size >= 2 else None
    if lead in word_set("noun-leads"):
        cry = "," in content.strip().rstrip(",.") or "!" in content
        fits = size >= 2 and plain_head(text, around[1]) and not _order(lower) and not cry
        return SAFE if fits else None
    if lead in word_set("links") or lead in word_set("quote-prepositions"):
        return _linked(analysis, lower, size)
    if speech_verb_before(text, around[0]) or size < 2:
        return None
    return _predicate(lead, lower, content)


def _behind_that(
    text: str, content: str, around: tuple[int, int], *, plain: bool
) -> Applicability | None:
    """How sure it is behind *that*, which may lead into a clause or point at the words.

    `They take that “You can do it all” attitude`, and `he wrote that “The way is long”`.
    """
    before = _BEFORE_THAT.search(text, max(0, around[0] - 60), around[0])
    if before is None or len(content.split()) < 2 or _VERB_BEHIND.match(text, around[1]):
        return None
    pointing = before[1].lower() in word_set("quote-prepositions") | {"has", "have", "had"}
    if pointing or _NOUN_BEHIND.match(text, around[1]):
        return None
    told = content.rstrip().endswith((".", "!"))  # a whole sentence may be told as it was said
    return SAFE if plain and not told else UNSAFE


def _linked(analysis: Analysis, lower: str, size: int) -> Applicability | None:
    """After a form of *be* or a preposition: titles and mottos look the same, so never SAFE."""
    if lower.endswith("ly"):
        return UNSAFE
    code = "`" in analysis.document.text  # there, a capital is that of a label
    return UNSAFE if size >= 3 and lower not in word_list("clause-openers") and not code else None


def _predicate(lead: str, lower: str, content: str) -> Applicability | None:
    """The quoted words go on with the verb of the sentence: `the team “Clearly does not …`."""
    if lead in word_list("function-words"):
        return None
    words = content.split()
    second = words[1].lower().strip(",.;")
    if lower in word_set("auxiliaries"):
        follows_subject = second in (
            "he",
            "she",
            "it",
            "they",
            "we",
            "you",
            "i",
            "the",
            "a",
            "this",
            "that",
        )
        order = lower in ("do", "have", "be") and second != "so"  # a label: “Do not ask again”
        return None if follows_subject or order else SAFE
    if lower.endswith("ly") and len(lower) > 4:
        return SAFE if second in word_set("auxiliaries") else UNSAFE if len(words) < 8 else None
    return None


def _order(lower: str) -> bool:
    """Whether the words may be an order or a greeting, which a sign or a cry keeps as it is."""
    return lower in (
        "do",
        "don’t",
        "don't",
        "please",
        "thank",
        "yes",
        "no",
        "let",
        "just",
        "hello",
        "why",
        "what",
        "how",
    )


def plain_head(text: str, after: int) -> bool:
    """Whether the quoted words are the head of their phrase: no noun follows them."""
    return bool(_AFTER_HEAD.match(text, after))
