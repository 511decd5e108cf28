"""Whether a text tells what was or what is: the tense of its verbs outside direct speech."""

from __future__ import annotations

import re

_SAMPLE = 20_000  # code points that the counts are taken from
_SPEECH = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»")
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|took|made|gave|found|saw|knew|got|began|became|left|kept"
    r"|brought|thought|felt|stood|wrote|ran|met|sat|spoke|lost|won|held|led|built|sent|rose|fell|grew)\b"
    r"|[a-z]{3}ed\b(?! by\b)"
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|does|do|can|will|must|may|says|tells|goes|comes|takes|makes|gives|finds|sees"
    r"|knows|gets|becomes|begins|keeps|brings|thinks|feels|stands|writes|runs|sits|speaks|leads|shows)\b"
)
_MORE = 1.4  # times as many on one side decide


def tense_of(text: str) -> str:
    """`past`, `present`, or "" where neither prevails."""
    told = _SPEECH.sub("", text[:_SAMPLE])
    past, present = len(_PAST.findall(told)), len(_PRESENT.findall(told))
    if past >= max(1.0, _MORE * present):
        return "past"
    return "present" if present >= max(1.0, _MORE * past) else ""
