"""Whether a text tells what was or what is: the tense of its verbs outside direct speech."""

from __future__ import annotations

import re

from mtfix.analysis.lexicon import any_of
from mtfix.lazily import lazily

_SAMPLE = 20_000  # code points that the counts are taken from
_SPEECH = lazily(re.compile, r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»")
_PAST = lazily(re.compile, rf"\b(?:{any_of('telling-pasts')})\b|[a-z]{{3}}ed\b(?! by\b)")
_PRESENT = lazily(re.compile, rf"\b(?:{any_of('telling-presents')})\b")
_MORE = 1.4  # times as many on one side decide


def tense_of(text: str) -> str:
    """`past`, `present`, or "" where neither prevails."""
    told = _SPEECH.sub("", text[:_SAMPLE])
    past, present = len(_PAST.findall(told)), len(_PRESENT.findall(told))
    if past >= max(1.0, _MORE * present):
        return "past"
    return "present" if present >= max(1.0, _MORE * past) else ""
