"""Whether a text tells what was or what is: the tense of its verbs outside direct speech."""

from __future__ import annotations

import re

from mtfix.analysis.lexicon import any_of
from mtfix.lazily import lazily

_SAMPLE = 20_000  # code points that the counts are taken from
_SPEECH = lazily(re.compile, r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»")
# `is used`, `can be called`, `are named`: a participle tells nothing of when
_TIMELESS = "".join(rf"(?<!\b{be} )" for be in ("is", "are", "be", "been", "being", "not"))
_PAST = lazily(re.compile, rf"\b(?:{any_of('telling-pasts')})\b")
_PERHAPS_PAST = lazily(re.compile, rf"{_TIMELESS}\b[A-Za-z][a-z]{{2,}}ed\b(?! by\b)")
_PRESENT = lazily(re.compile, rf"\b(?:{any_of('telling-presents')})\b")
_MORE = 1.4  # times as many on one side decide


def tense_of(text: str) -> str:
    """`past`, `present`, or "" where neither prevails."""
    told = _SPEECH.sub("", text[:_SAMPLE])
    past, perhaps = len(_PAST.findall(told)), len(_PERHAPS_PAST.findall(told))
    past += min(perhaps, 2 + 3 * past)  # a manual is full of `the required files`
    present = len(_PRESENT.findall(told))
    if past >= max(1.0, _MORE * present):
        return "past"
    return "present" if present >= max(1.0, _MORE * past) else ""


def surely_past(text: str) -> bool:
    """Whether a verb of the text can be nothing but a past, as `was` and `went`."""
    return bool(_PAST.search(_SPEECH.sub("", text)))
