"""The subject right before a verb, and whether it is one or several.

Machine translation chooses a verb before its subject: `the prefect ask`, `the rails was`.
To say so for certain takes more than the word before the verb: the whole noun phrase, back to where
its clause begins, for *the man in the rooms is* has one subject and *the man and the boy are* two.
What is read here is only what stands between the verb and a clear start; otherwise nothing is said.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from mtfix.lazily import lazily
from mtfix.rulebook.nouns import SINGULARS, Words, noun_number

_TOKEN = lazily(
    regex.compile,
    r"(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr)\.|[\p{L}\p{M}]+(?:[’'-][\p{L}\p{M}]+)*[’']?|\d[\d.,]*\d|\d|[^\s\p{L}\d]",
)
_REACH = 240  # code points to the left that are read
_STARTS = frozenset('.!?…:;“‘"(—–«')
_ASIDE = 9  # tokens of an aside between commas
_ONE = frozenset({"he", "she", "it"})
_MODIFIERS = 3  # words between a determiner and its noun
_LONGEST_CHAIN = 4  # noun phrases joined by *of*, *in* or *and*


class _Phrase(NamedTuple):
    number: str  # one, many
    before: int  # the index of the token before the phrase


def subject_before(text: str, at: int, words: Words) -> str:
    """`one` or `many` for the subject that ends right before an offset, or ""."""
    begin = max(0, at - _REACH)
    tokens = _TOKEN.findall(text[begin:at])
    return _Reader(tokens, words, whole=begin == 0).subject()


class _Reader:
    """Reads the tokens to the left of a verb from the last one back."""

    def __init__(self, tokens: list[str], words: Words, *, whole: bool) -> None:
        self.tokens = tokens
        self.low = [t.lower() for t in tokens]
        self.words = words
        self.whole = whole

    def subject(self) -> str:
        at = self._past_adverbs(len(self.tokens) - 1)
        if at < 0:
            return ""
        word = self.low[at]
        if word in _ONE:
            return "one" if self._starts(at - 1, pronoun=True) else ""
        if word in ("they", "we", "you"):
            return "many" if self._starts(at - 1, pronoun=True) else ""
        if word in ("who", "which", "that"):
            return self._antecedent(at - 1, commas=word != "that")
        phrase = self._chain(at)
        if not phrase:
            return ""
        return phrase.number if self._starts(phrase.before) or self._adjoins(phrase) else ""

    def _adjoins(self, phrase: _Phrase) -> bool:
        """Two noun phrases side by side: `In the summer the heat …`, `the book the man …`."""
        first, last = self.low[phrase.before + 1], self.low[phrase.before]
        noun = any(self._listed(last, name) for name in (*SINGULARS, "plural_nouns"))
        verb = phrase.before > 0 and self.low[phrase.before - 1] == "to"  # `to address the crisis`
        if verb or not noun or self._framed(phrase.before):
            return False
        led = self._listed(self.low[0], "sentence_leads") and self.whole  # `With this win Porto …`
        return self._listed(first, "any_determiners") or (
            led and self.tokens[phrase.before + 1][:1].isupper()
        )

    def _framed(self, at: int) -> bool:
        """Whether a verb of the sentence takes a bare infinitive: `let`, `saw the sun rise`."""
        while at >= 0 and self.tokens[at] not in _STARTS:
            if self._listed(self.low[at], "infinitive_frames"):
                return True
            at -= 1
        return False

    def _listed(self, word: str, name: str) -> bool:
        return self.words.listed(word, name)

    def _past_adverbs(self, at: int) -> int:
        if self.tokens[at : at + 1] == [","]:
            at = self._past_aside(at)
        while at > 0 and self._listed(self.low[at], "verb_adverbs"):
            at -= 1
        return at

    def _past_aside(self, at: int) -> int:
        """Back over `, especially,` or `, according to the report,`."""
        opening = next(
            (i for i in range(at - 1, max(0, at - _ASIDE), -1) if self.tokens[i] == ","), 0
        )
        begins = self.low[opening + 1] if opening else ""
        return opening - 1 if opening and self._listed(begins, "aside_openers") else at

    def _antecedent(self, at: int, *, commas: bool) -> str:
        """The number of what a relative clause is about, where only one noun can be meant."""
        if commas and at >= 0 and self.tokens[at] == ",":
            at -= 1
        phrase = self._phrase(at) if at >= 0 else None
        if not phrase:
            return ""
        before = self.low[phrase.before] if phrase.before >= 0 else ""
        if self.tokens[at][:1].isupper() and not self._person(phrase.before + 1, at):
            return ""
        joined = before in ("of", "and", "or", "one", ",") or self._listed(
            before, "chain_prepositions"
        )
        return "" if joined else phrase.number

    def _chain(self, at: int) -> _Phrase | None:
        """The phrase with what is hung on it: `the lack of rain in May`, `he and his wife`."""
        phrase, joined = self._phrase(at), False
        for _ in range(_LONGEST_CHAIN):
            if not phrase or phrase.before < 1:
                return phrase
            link = self.low[phrase.before]
            if self._listed(link, "chain_prepositions"):
                # `the presence of men and their deeds`: one thing of two kinds, or two things
                phrase = None if joined else self._head(phrase.before - 1)
            elif link == "and" and self.tokens[phrase.before - 1] != ",":
                other = self._phrase(phrase.before - 1) or self._pronoun(phrase.before - 1)
                phrase, joined = other and _Phrase("many", other.before), True
            else:
                return phrase
        return None

    def _head(self, at: int) -> _Phrase | None:
        """The phrase that another hangs on; of quantities the other one decides."""
        if at < 0 or self._listed(self.low[at], "quantity_nouns"):
            return None
        number = noun_number(self.low[at], self.words)
        if number and at > 0 and self._listed(self.low[at - 1], "chain_prepositions"):
            return _Phrase(number, at - 1)  # `of rain in …`: no determiner
        return self._phrase(at)

    def _pronoun(self, at: int) -> _Phrase | None:
        return _Phrase("one", at - 1) if at >= 0 and self.low[at] in ("he", "she") else None

    def _phrase(self, at: int) -> _Phrase | None:
        if at < 0:
            return None
        if self.tokens[at][:1].isupper():
            return self._named(at)
        number = noun_number(self.low[at], self.words) or self._verb_like(at)
        return self._determined(at - 1, number) if number else None

    def _verb_like(self, at: int) -> str:
        """`points` and `orders` are nouns, too, right behind a determiner."""
        word, before = self.low[at], self.low[at - 1] if at else ""
        noun = self._listed(word, "noun_thirds") and not self._listed(word, "plural_amounts")
        known = self._listed(before, "any_determiners") or self._listed(before, "many_determiners")
        return "many" if noun and known else ""

    def _named(self, at: int) -> _Phrase | None:
        """A name, and the role before it: `the mayor Costel Munteanu`."""
        last = start = at
        while start > 0 and (self._capital(start - 1) or self._particle(start - 1)):
            start -= 1
        if not self._one_person(start, last):
            return None
        role = None
        if start and self._listed(self.low[start - 1], "role_nouns"):
            role = self._determined(start - 2, "one")
        return role or _Phrase("one", start - 1)

    def _one_person(self, start: int, last: int) -> bool:
        """Whether a run of capitals names one, and no group, firm or possessor."""
        token = self.tokens[last]
        if "’" in token or "'" in token or token.isupper():
            return False
        if any(self._listed(self.low[i], "no_subject_names") for i in (start, last)):
            return False
        if self._listed(self.low[last], "several_names"):
            return False
        if token.endswith("s") and not self.words.is_first_name(token):
            return False
        if start == last and self._starts(start - 1):
            return not self.words.is_word(token.lower()) and self._known_name(token)
        alone = start == last and start > 0 and self._listed(self.low[start - 1], "any_determiners")
        return not alone and any(
            self._known_name(t) or (len(t) > 2 and not self.words.is_word(t.lower()))
            for t in self.tokens[start : last + 1]
        )

    def _person(self, start: int, last: int) -> bool:
        """Whether a run of capitals holds no ordinary word, as the names of bodies do."""
        run = [t for t in self.tokens[start : last + 1] if t[:1].isupper()]
        return len(run) > 1 and not any(self.words.is_word(t.lower()) for t in run[-2:])

    def _known_name(self, token: str) -> bool:
        known = self.words.is_name(token) or self.words.is_first_name(token)
        return token[:1].isupper() and known

    def _capital(self, at: int) -> bool:
        token = self.tokens[at]
        return token[:1].isupper() and not self._listed(token.lower(), "no_subject_names")

    def _particle(self, at: int) -> bool:
        return (
            at > 0
            and self._listed(self.low[at], "name_particles")
            and self.tokens[at - 1][:1].isupper()
        )

    def _determined(self, at: int, number: str) -> _Phrase | None:
        """Back over adjectives to a determiner that agrees with the noun."""
        for _ in range(_MODIFIERS + 1):
            if at < 0:
                return None
            word = self.low[at]
            if self._listed(word, "any_determiners") or word.endswith(("’s", "'s", "s’")):
                return _Phrase(number, at - 1)
            if self._listed(word, "one_determiners"):
                return _Phrase(number, at - 1) if number == "one" else None
            if self._listed(word, "many_determiners") or word[0].isdigit():
                return self._counted(at - 1) if number == "many" else None
            if word == "”" and "“" in self.low[max(0, at - _MODIFIERS - 1) : at]:
                at = self._opening(at)
            elif not word[0].isalpha() or self._breaks(word):
                # `that orders from new customers`: several need no determiner
                bare = number == "many" and (word == "," or self._listed(word, "bare_leads"))
                if self.low[at + 1].endswith("ing"):  # `whereas running tests is fun`
                    return None
                return _Phrase(number, at) if bare else None
            at -= 1
        return None

    def _breaks(self, word: str) -> bool:
        return self._listed(word, "phrase_breakers") or noun_number(word, self.words) == "many"

    def _opening(self, at: int) -> int:
        while self.low[at] != "“":
            at -= 1
        return at

    def _counted(self, at: int) -> _Phrase:
        """A number may have a determiner of its own: `the two companies`."""
        few = at >= 0 and self.low[at] == "a"  # `a few changes`
        taken = few or (at >= 0 and self._listed(self.low[at], "any_determiners"))
        return _Phrase("many", at - 1 if taken else at)

    def _starts(self, at: int, *, pronoun: bool = False) -> bool:
        """Whether a clause begins behind a token."""
        if at < 0:
            return self.whole
        token, word = self.tokens[at], self.low[at]
        if token in _STARTS:
            return True
        if token == ",":
            return not self._framed(at) and self._behind_comma(at)
        if word == "that":
            return at > 0 and self._behind_that(self.low[at - 1])
        if word in ("and", "or"):
            # `The bread, the butter, and the milk were gone`: no clause, a list
            return at > 0 and self.tokens[at - 1] == "," and (pronoun or self._clause(at - 1))
        return self._listed(word, "clause_openers") or (
            pronoun and self._listed(word, "pronoun_openers")
        )

    def _behind_that(self, before: str) -> bool:
        """What somebody says, or a relative clause; no wish, after which the base form is right."""
        if self._listed(before, "declaring_words"):
            return True
        return bool(noun_number(before, self.words)) and not self._listed(
            before, "infinitive_frames"
        )

    def _clause(self, at: int) -> bool:
        """Whether what stands before a comma has a verb."""
        return any(self._listed(w, "finite_marks") or w.endswith("ed") for w in self._part(at))

    def _part(self, at: int) -> list[str]:
        """The words from where a sentence or quotation begins to a token."""
        start = at
        while start > 0 and self.tokens[start - 1] not in _STARTS:
            start -= 1
        return self.low[start:at]

    def _behind_comma(self, at: int) -> bool:
        """Whether what stands before a comma leads to a new clause, not to a list."""
        part = self._part(at)
        if len(part) < 2 or part[-1] in ("”", "’"):
            return True
        opener = part[0]
        if self._listed(opener, "sentence_leads") or opener.endswith(("ing", "ly")):
            return True
        return any(self._listed(w, "finite_marks") for w in part)
