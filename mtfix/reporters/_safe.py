"""Text that any reader may be given: no control characters, nothing that is no Unicode."""

from __future__ import annotations

import re

from mtfix.reporters._ink import harmless

# What XML 1.0 forbids beside the control characters, and what UTF-8 cannot hold.
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def legible(text: str) -> str:
    r"""Make visible, or replace by U+FFFD, what a parser of XML or JSON may stumble over.

    >>> legible("a\x1b[2Jb\udcff")
    'a␛[2Jb�'
    """
    return _NO_TEXT.sub("\ufffd", harmless(text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    r"""The same, on one line.

    >>> one_line("a\r\nb\u2028c\td")
    'a b c d'
    """
    return legible(_LINE_ENDS.sub(" ", text).replace("\t", " "))
