"""What punctuation is the same on both sides, although scripts write it differently."""

from __future__ import annotations

_CLASSES = {
    ".": ".。．｡।۔။։።᠃",
    ":": ":：",
    "?": "?？؟⁇;\u037e՞፧",
    "!": "!！՜",
    ",": ",，、،",
    "…": "…⋯",
}
_OF = {mark: name for name, marks in _CLASSES.items() for mark in marks if mark != ";"}
CLOSERS = "\"'”’»›)]}）」』】》〉*_`“‘„"
BLANKS = " \t\r\n\f\v\xa0\u3000\u202f\u2009\ufeff\u200b\u200e\u200f"


def final_mark(text: str, language: str = "") -> str:
    """The kind of punctuation that a text ends in, behind closing marks; "" without one.

    >>> [final_mark(t) for t in ("Done.", "完了。", "Wait…", "Wait ...", "Name :", "(ok)")]
    ['.', '.', '…', '…', ':', '']
    """
    core = text.rstrip(BLANKS)
    while core and core[-1] in CLOSERS:
        core = core[:-1].rstrip(BLANKS)
    if not core:
        return ""
    if core.endswith(("..", "。。。", "．．．", ". . .")):
        return "…"
    if core[-1] == ";" and language == "el":
        return "?"
    return _OF.get(core[-1], "")
