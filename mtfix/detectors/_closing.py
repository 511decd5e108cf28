"""How a closing edge should look: mark, stop, spaces and the first letter of the attribution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtfix.analysis.lexicon import is_word, word_list, word_set
from mtfix.analysis.quotations import is_foreign, open_single
from mtfix.analysis.sentences import starts_sentence
from mtfix.detectors._closing_parts import FULL_WIDTH, read
from mtfix.detectors._edges import (
    JOINERS,
    SAFE,
    SURE,
    UNSAFE,
    Edge,
    Fault,
    Repair,
    glyph_for,
)
from mtfix.detectors._order import order_level
from mtfix.lazily import lazily
from mtfix.model import Applicability

if TYPE_CHECKING:
    from mtfix.analysis.attribution import Attribution

_ABBREVIATED = lazily(
    re.compile, r"(?:\b[A-Z]|\d ?[a-z]{1,2}|\b(?:Inc|Ltd|Jr|Sr|Co|Corp|etc|a\.m|p\.m))\.$"
)
_OPTION = lazily(re.compile, r"(?:^|\s)--?\w")  # of a command: “make -j 2”
_SUFFIX = lazily(re.compile, r"(?:s|es|ed|ing|ish|er|ness|like|style|type|d|th|ly)\b")
_LAST_WORD = lazily(re.compile, r"([^\W\d_]+)\s*$")
_QUOTE_AHEAD = lazily(re.compile, r"\s?[,:]\s?[“\"‘]")
# What may follow an attribution to the end of its sentence, so that it can be nothing else.
_ENDS = lazily(
    re.compile,
    r"(?: (?:on \w+day|on [A-Z]\w+|in an interview|at a (?:press|news) conference|yesterday|today"
    r"|to (?:reporters|journalists|the (?:press|media|newspaper|agency))))*(?:[.]|, \w+ing\b)",
)


def closing(edge: Edge, level: Applicability) -> Repair | None:
    """The repair of a closing mark, its punctuation and the first letter of its attribution."""
    form = _Closing(edge, level)
    form.run()
    if not form.faults:
        return None
    return Repair(form.start, form.stop, form.result(), frozenset(form.faults))


class _Closing:
    """Builds the normal form of one closing edge."""

    def __init__(self, edge: Edge, level: Applicability) -> None:
        self.edge, self.level, self.text = edge, level, edge.text
        self.parts = parts = read(edge)
        self.said = parts.said
        self.faults: set[Fault] = set()
        self.mark = edge.reading.mark.char
        self.inner, self.outer = parts.inner, parts.outer
        self.nested = ""
        self.space = self.lower = False
        self.sure = edge.reading.margin >= SURE

    def run(self) -> None:
        self._mark()
        self._spaces()
        self._period()
        self._order()
        self._comma()
        self._capital()
        self._inner_quote()

    # The stretch that the repair replaces, and what replaces it.

    @property
    def start(self) -> int:
        return self.parts.body if not self.parts.fixed else self.edge.at - len(self.parts.gap)

    @property
    def stop(self) -> int:
        return self.parts.next + (1 if self.lower else 0)

    def result(self) -> str:
        inner = "" if self.parts.fixed else self.inner
        gap = "" if Fault.INNER in self.faults else self.parts.gap
        tail = self.text[self.parts.next].lower() if self.lower else ""
        dropped = self.parts.outer and not self.outer and not self.parts.gap_after
        space = " " if self.space else self.parts.gap_after
        if dropped and self.parts.next < len(self.text) and self.text[self.parts.next].isalnum():
            space = " "
        outer_gap = (
            "" if Fault.OUTER in self.faults or not self.parts.outer else self.parts.gap_before
        )
        return inner + self.nested + gap + self.mark + outer_gap + self.outer + space + tail

    def _mark(self) -> None:
        style = self.edge.analysis.quotations.style
        if not self.mark:
            self.mark = style.closer
            self.faults.add(Fault.LOST)
            return
        self.mark = glyph_for(self.edge, self.faults, self.level) or self.mark

    def _spaces(self) -> None:
        if (not self.sure and Fault.LOST not in self.faults) or (
            self.mark == '"' and self.edge.quoted.is_data
        ):
            return
        if not self.text[: self.edge.at].strip("\"“”‘’' "):
            return  # what closes nothing may open the next paragraph of a quotation
        opener = self.edge.quotation.opener if self.edge.quotation else None
        empty = opener is not None and opener.mark.offset + 1 >= self.parts.body
        # books set a thin space between two closing marks
        # “l10n: ” shows the space that belongs to the literal
        if self.parts.gap.strip(JOINERS) and self.parts.body > 0 and not empty:
            kept = self.parts.last in ("’", ":") or self._names_a_literal() or self._seamed()
            if not kept and not (self.level > UNSAFE and self._may_be_meant()):
                self.faults.add(Fault.INNER)
        if self.parts.outer and self.parts.gap_before:
            self.faults.add(Fault.OUTER)
        if self.parts.next >= len(self.text) or self.parts.gap_after:
            return
        char = self.text[self.parts.next]
        if not (char.isalnum() or char in "“‘([") or (
            self.parts.outer and self.parts.outer in ":."
        ):
            return
        if self.said is None and _SUFFIX.match(self.text, self.parts.next) and not self.parts.outer:
            return
        if char.isalpha() and self.said is None and not self._word_follows():
            return
        self.space = True
        self.faults.add(Fault.OUTER)

    def _may_be_meant(self) -> bool:
        """Whether the space may belong to a string that is shown: `the prefix "RFC " in front`."""
        content = self.edge.content
        short = len(content.split()) < 3 and content[-2:-1].isalnum() and content[:1].isalnum()
        return short and self.mark == '"' and bool(self.parts.gap_after)

    def _seamed(self) -> bool:
        """Whether markup stands before the mark, or no word: `work for <b>"`, `" :: "`."""
        segment = self.edge.quoted.segment
        return segment.seam(self.edge.at) or not any(c.isalnum() for c in self.edge.content)

    def _word_follows(self) -> bool:
        """Whether what follows the mark, and what stands before it, are words of their own."""
        right = re.match(r"[\w’'-]+", self.text[self.parts.next : self.parts.next + 40])
        left = re.search(r"[\w’'-]+$", self.text[max(0, self.parts.body - 40) : self.parts.body])
        known = right is not None and (
            is_word(right[0].lower()) or right[0][0].isupper() or len(right[0]) == 1
        )
        whole = (
            left is None or left[0][0].isupper() or (len(left[0]) > 2 and is_word(left[0].lower()))
        )
        return known and whole

    def _order(self) -> None:
        stop = self.parts.outer
        if stop not in (",", "."):
            return
        if self.parts.inner in (",", ".") and not self.parts.fixed:
            if self.inner in (stop, ",") and self.edge.content[-2:-1].strip():
                self._double()  # and not in `type "add ."."`, where a stop is what is meant
            return
        if self.parts.fixed:
            if (
                self.parts.inner in ("!", "?")
                and self.parts.outer == ","
                and self.said
                and self.level <= UNSAFE
            ):
                self._double()
            return
        # “… to be around”. He hinted that: the next sentence is no attribution
        said = self.said is not None and (stop == "," or self.text[self.said.start].islower())
        level = order_level(self.edge, attributed=said)
        if level is not None and self._not_english():
            level = SAFE  # marks that are new here follow the order that is new with them
        if self.edge.quoted.segment.seam(self.edge.end) or self._names_a_literal():
            return
        if self._stays_foreign():
            return
        if level is not None and level >= self.level and not self._literal():
            self.inner, self.outer = stop, ""
            self.faults.add(Fault.ORDER)

    def _not_english(self) -> bool:
        """Whether mark or stop come from another script, and with them their order."""
        after = self.edge.end + len(self.parts.gap_before)
        return Fault.FOREIGN in self.faults or self.text[after : after + 1] in FULL_WIDTH

    def _stays_foreign(self) -> bool:
        """Whether the words are in another language, and so keep its marks and its order."""
        opener = self.edge.quotation.opener if self.edge.quotation else None
        marks = (self.mark, opener.mark.char if opener else "")
        return Fault.FOREIGN not in self.faults and any(is_foreign(m) for m in marks)

    def _names_a_literal(self) -> bool:
        """Whether the words before the quotation say that it is a message, a key, a label."""
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if opener is None or self.said is not None:
            return False
        before = _LAST_WORD.search(self.text, max(0, opener.mark.offset - 30), opener.mark.offset)
        return before is not None and before[1].lower() in word_list("literal-nouns")

    def _literal(self) -> bool:
        """Whether the words in quotes must stay exact: a file, a key, in a manual a field."""
        bare, edge = self.edge.content.strip(), self.edge
        manual = bare.isalpha() and bare.islower() and "`" in edge.analysis.document.text
        return manual or _literal(bare)

    def _double(self) -> None:
        self.outer = ""
        self.faults.add(Fault.DOUBLE)

    def _period(self) -> None:
        said = self.said
        if (
            said is None
            or self.parts.fixed
            or self.parts.inner != "."
            or self.parts.outer not in ("", ",")
        ):
            return
        if _ABBREVIATED.search(self.text[max(0, self.parts.body - 12) : self.parts.body + 1]):
            return
        if self.parts.outer == ",":
            self.inner = ","
        elif _period_level(said, self) >= self.level:
            self.inner = ","
            self.faults.add(Fault.PERIOD)

    def _comma(self) -> None:
        said = self.said
        if said is None or self.parts.inner or self.parts.outer or self.parts.fixed:
            return
        before = self.text[: self.parts.body]
        if before.endswith((",'", ",’", ",”", ',"')):
            return  # the comma stands inside a quotation that ends here, too
        if before.endswith((";", ":", "?'", "!'", "?’", "!’")) or _OPTION.search(self.edge.content):
            return
        if self._comma_level(said) >= self.level:
            self.inner = ","
            self.faults.add(Fault.COMMA)

    def _comma_level(self, said: Attribution) -> Applicability:
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if Fault.LOST in self.faults:
            return SAFE
        if opener is None or not starts_sentence(
            self.text, opener.mark.offset + len(opener.mark.char)
        ):
            return Applicability.DISPLAY
        if len(self.edge.content.split()) < 3 or _leads_on(self.text, said):
            return Applicability.DISPLAY
        broken = self.space or Fault.INNER in self.faults or self._capital_verb(said)
        if said.core_verb and (broken or (said.kind != "bare-verb" and said.closed)):
            return SAFE
        return UNSAFE

    def _capital_verb(self, said: Attribution) -> bool:
        return said.kind != "subject-verb" and self.text[said.start].isupper()

    def _capital(self) -> None:
        said = self.said
        if said is None or not self.text[said.start].isupper() or said.start != self.parts.next:
            return
        ends = self.inner if not self.parts.fixed else self.parts.inner
        comma = ends == "," or self.outer == ","
        if not comma and ends not in ("?", "!"):
            return
        between = comma and said.kind == "verb-subject"  # `,” said Ruiz, “but`
        if (_leads_on(self.text, said) and not between) or not self._common_start(said):
            return
        level = SAFE if comma and (said.kind != "bare-verb" or said.core_verb) else UNSAFE
        if level >= self.level and (
            comma or (said.closed and said.core_verb) or said.kind == "verb-subject"
        ):
            self.lower = True
            self.faults.add(Fault.CAPITAL)

    def _common_start(self, said: Attribution) -> bool:
        """Whether the attribution begins with a word that has no capital of its own."""
        word = re.match(r"[\w’']+", self.text[said.start :])
        if word is None or word[0] == "I":
            return False
        if said.kind == "subject-verb":
            return said.pronoun or word[0].lower() in word_set("subject-determiners")
        follower = re.match(r"[\w’'-]+(?:\s[\w’'-]+){1,2}\s(\w+)", self.text[said.start :])
        return not (
            follower and follower[1] in ("said", "says", "replied", "added", "was", "is", "has")
        )

    def _inner_quote(self) -> None:
        """A single quotation inside that nothing closed ends where the outer one ends."""
        opener = self.edge.quotation.opener if self.edge.quotation else None
        if (
            opener is None
            or "’" in (self.parts.inner, self.text[self.edge.end : self.edge.end + 1])
            or self.edge.analysis.profile.single_quotes
        ):
            return
        at = open_single(self.text, opener.mark.offset + 1, self.parts.body)
        if at >= 0 and not self.parts.fixed:
            # one word, as in `the ‘Puffs,”`, may have lost its beginning
            if self.level > UNSAFE and " " not in self.text[at : self.parts.body]:
                return
            self.nested = "’"
            self.faults.add(Fault.LOST_INNER)


def _period_level(said: Attribution, form: _Closing) -> Applicability:
    if _leads_on(form.text, said):
        return Applicability.DISPLAY
    lower = form.text[said.start].islower()
    if lower and said.kind != "subject-verb":
        return SAFE if said.core_verb else UNSAFE
    if lower and said.pronoun:
        return SAFE if said.core_verb or said.closed else UNSAFE
    if said.kind == "verb-subject" and said.core_verb and said.closed:
        verb = form.text[said.verb[0] : said.verb[1]].lower()
        # `“The road is closed.” Said Ana Ruiz.`, and no `“Alcohol.” State University …`
        return UNSAFE if verb.endswith(("ed", "id", "ld", "wrote")) else Applicability.DISPLAY
    if said.kind == "subject-verb" and said.core_verb and said.closed:
        if form.space or Fault.INNER in form.faults:
            return SAFE
        return UNSAFE if _ENDS.match(form.text, said.verb[1]) else Applicability.DISPLAY
    return Applicability.DISPLAY


def _leads_on(text: str, said: Attribution) -> bool:
    """Whether the attribution belongs to a quotation that follows: `He added, “Now.”`."""
    end = max(said.verb[1], said.subject[1] if said.subject else 0)
    return bool(_QUOTE_AHEAD.match(text, end)) and text[said.start].isupper()


def _literal(content: str) -> bool:
    """Whether the words in quotes are a literal whose edge must stay exact: a file, a key."""
    bare = content.strip()
    if any(c in bare for c in "[]{}<>"):
        return True
    return " " not in bare and bool(re.search(r"[\d._/\\=<>{}$*#@]|[a-z][A-Z]", bare))
