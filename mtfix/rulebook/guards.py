"""Guards: small questions about the place of a match. A rule fires where all say yes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from mtfix.model import RunKind
from mtfix.rulebook.nouns import Words
from mtfix.rulebook.sounds import vowel_sound
from mtfix.rulebook.subjects import subject_before

if TYPE_CHECKING:
    from mtfix.analysis import Analysis
    from mtfix.model import Segment
    from mtfix.rulebook.words import Lexicon


class Place(Struct, frozen=True):
    """A match in a segment, and what guards may ask about it."""

    analysis: Analysis
    segment: Segment
    match: Any
    words: Lexicon

    def start(self, group: str) -> int:
        """Where the group starts, or the whole match."""
        at: int = self.match.start(key(group) if group else 0)
        return at

    def text(self, group: str) -> str:
        """The text of the group, or of the whole match."""
        return self.match[key(group) if group else 0] or ""


def key(group: str) -> str | int:
    """A group as the regex module wants it."""
    return int(group) if group.isdigit() else group


Guard = Callable[[Place, str], bool]


def _quoted(place: Place, group: str) -> bool:
    return place.analysis.in_quotation(place.segment, place.start(group))


def _sentence_start(place: Place, group: str) -> bool:
    return place.analysis.sentence_start(place.segment, place.start(group))


def _kind(place: Place, kinds: str) -> bool:
    return place.segment.kind in kinds.split(",")


def _format(place: Place, names: str) -> bool:
    return place.analysis.document.format in names.split(",")


def _name(place: Place, group: str) -> bool:
    return any(place.analysis.is_name(word) for word in place.text(group).split())


def _known_word(place: Place, group: str) -> bool:
    """Whether the word is in the dictionary, or a name, which no dictionary has."""
    word = place.text(group)
    return word[:1].isupper() or place.analysis.is_word(word)


def _listed(place: Place, argument: str) -> bool:
    """Whether a group is a word of a list: `v,verbs`. A capital first letter does not matter."""
    group, _, name = argument.partition(",")
    word, known = place.text(group), place.words.lists[name]
    return word in known or word[:1].lower() + word[1:] in known


def _lower_elsewhere(place: Place, group: str) -> bool:
    return place.analysis.lower_elsewhere(place.text(group))


def _variety(place: Place, variety: str) -> bool:
    return place.analysis.profile.variety == variety


def _narrative(place: Place, tense: str) -> bool:
    return place.analysis.facts.tense == tense


def _dialect(place: Place, _arg: str) -> bool:
    """Whether the document speaks dialect or older English, as in “he warn’t no fool”."""
    return place.analysis.facts.dialect


def _subject(place: Place, group: str) -> str:
    """Whether the subject right before a group is `one` or `many`; "" where that is not certain."""
    ask = place.analysis
    words = Words(place.words.lists, ask.is_word, ask.is_name, ask.is_first_name)
    return subject_before(place.segment.text, place.start(group), words)


def _one_subject(place: Place, group: str) -> bool:
    return _subject(place, group) == "one"


def _many_subject(place: Place, group: str) -> bool:
    return _subject(place, group) == "many"


def _past_here(place: Place, group: str) -> bool:
    return place.analysis.tense_at(place.segment, place.start(group)) == "past"


def _vowel_sound(place: Place, group: str) -> bool:
    return vowel_sound(place.text(group), place.words) is True


def _consonant_sound(place: Place, group: str) -> bool:
    return vowel_sound(place.text(group), place.words) is False


def _placeable(place: Place, group: str) -> bool:
    """Whether the group is exactly one locked stretch, such as a code span."""
    run = place.segment.run_at(place.start(group))
    return run.kind is RunKind.PLACEABLE and run.text == place.text(group)


def _markup_follows(place: Place, _arg: str) -> bool:
    """Whether markup or code begins behind the mark and the space that follow the match."""
    text, at = place.segment.text, place.match.end()
    while at < len(text) and not text[at].isspace():
        at += 1
    return at + 1 < len(text) and place.segment.seam(at + 1)


def _markup_at_end(place: Place, _arg: str) -> bool:
    """Whether markup or code stands right behind the match, as a badge before a colon does."""
    return place.segment.seam(place.match.end())


def _markup_at_start(place: Place, _arg: str) -> bool:
    """Whether markup stands right before the match, as the bracket of a link does."""
    return place.segment.seam(place.match.start())


def _line_start(place: Place, group: str) -> bool:
    """Whether the place is the first of a line of the file, or of its segment."""
    start = place.start(group)
    return start == 0 or place.segment.run_at(start - 1).kind is RunKind.BREAK


def _all_caps(place: Place, _arg: str) -> bool:
    """Whether the segment is set in capitals, where case says nothing."""
    text = place.segment.text
    return text.isupper()


def _lower_register(place: Place, _arg: str) -> bool:
    """Whether the segment has no capital at all, as in chats and some verse."""
    text = place.segment.text
    return text == text.lower()


def _foreign_nearby(place: Place, _arg: str) -> bool:
    """Whether the words just before the match are those of another language."""
    start = place.match.start()
    before = place.segment.text[max(0, start - 30) : start].lower().split()
    known = place.words.lists.get("foreign_words", frozenset())
    return any(w.strip("“”«»\"'‘’(),.?!") in known or "ç" in w or "ñ" in w for w in before)


_HEADLINE = 400  # code points; what is longer is no headline


def _title_case(place: Place, _arg: str) -> bool:
    """Whether most long words of the segment begin with a capital, as in a headline."""
    if len(place.segment.text) > _HEADLINE:
        return False
    words = [w for w in place.segment.text.split() if len(w) > 3 and w[0].isalpha()]
    return len(words) > 2 and sum(w[0].isupper() for w in words) * 3 >= 2 * len(words)


def _edge(place: Place, count: str) -> bool:
    """Whether the segment is one of the first or last N of the document."""
    index, total, n = place.segment.index, len(place.analysis.document.segments), int(count)
    return index < n or index >= total - n


def _last(place: Place, _arg: str) -> bool:
    """Whether the segment is the last of the document that has any text."""
    texts = place.analysis.document.texts
    return not any(texts[i].strip() for i in range(place.segment.index + 1, len(texts)))


class GuardKind(Struct, frozen=True):
    """A guard, and what it takes behind the colon: `group`, `group,list`, `value`, or nothing."""

    test: Guard
    takes: str = ""
    required: bool = False
    whole: bool = False  # asks about the document, whatever the match


GUARDS: dict[str, GuardKind] = {
    "inside-quotation": GuardKind(_quoted, "group"),
    "sentence-start": GuardKind(_sentence_start, "group"),
    "heading": GuardKind(lambda place, _: place.segment.kind == "heading"),
    "kind": GuardKind(_kind, "value", required=True),
    "format": GuardKind(_format, "value", required=True, whole=True),
    "name": GuardKind(_name, "group", required=True),
    "known-word": GuardKind(_known_word, "group", required=True),
    "listed": GuardKind(_listed, "group,list", required=True),
    "lower-elsewhere": GuardKind(_lower_elsewhere, "group", required=True),
    "variety": GuardKind(_variety, "value", required=True, whole=True),
    "narrative": GuardKind(_narrative, "value", required=True, whole=True),
    "dialect": GuardKind(_dialect, whole=True),
    "subject-one": GuardKind(_one_subject, "group", required=True),
    "subject-many": GuardKind(_many_subject, "group", required=True),
    "past-here": GuardKind(_past_here, "group", required=True),
    "vowel-sound": GuardKind(_vowel_sound, "group", required=True),
    "consonant-sound": GuardKind(_consonant_sound, "group", required=True),
    "placeable": GuardKind(_placeable, "group", required=True),
    "markup-follows": GuardKind(_markup_follows),
    "markup-at-end": GuardKind(_markup_at_end),
    "markup-at-start": GuardKind(_markup_at_start),
    "line-start": GuardKind(_line_start, "group"),
    "all-caps": GuardKind(_all_caps),
    "lower-register": GuardKind(_lower_register),
    "foreign-nearby": GuardKind(_foreign_nearby),
    "title-case": GuardKind(_title_case),
    "document-edge": GuardKind(_edge, "value", required=True),
    "last-segment": GuardKind(_last),
}


class Condition(Struct, frozen=True):
    """A guard as a rule uses it: `not-name:2` is (name, 2, negated)."""

    kind: GuardKind
    argument: str
    negated: bool
    name: str = ""

    def holds(self, place: Place) -> bool:
        """Whether the rule may fire here."""
        return self.kind.test(place, self.argument) is not self.negated


def parse_guard(text: str) -> Condition:
    """Read `outside-quotation`, `not-heading`, `kind:item,cell`; KeyError names the unknown."""
    name, _, argument = text.partition(":")
    negated = name.startswith("not-")
    name = name.removeprefix("not-")
    if name == "outside-quotation":
        name, negated = "inside-quotation", not negated
    kind = GUARDS[name]
    if kind.required and not argument:
        raise ValueError(f"guard {name!r} needs something behind a colon")
    if argument and not kind.takes:
        raise ValueError(f"guard {name!r} takes nothing behind a colon")
    return Condition(kind, argument, negated, name)
