"""Colours and marks of a terminal, and plain signs where there are none."""

from __future__ import annotations

import re

from mtfix.lazily import lazily

RED, GREEN, CYAN = "31", "32", "36"
BOLD, DIM, REVERSE = "1", "2", "7"

_CONTROLS = lazily(re.compile, r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def ink(text: str, *codes: str) -> str:
    r"""Wrap text in the escape sequence for the codes.

    >>> ink("new", "32")
    '\x1b[32mnew\x1b[0m'
    """
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if text else ""


def harmless(text: str) -> str:
    """Make control characters visible: on a terminal they could do anything."""
    return _CONTROLS.sub(lambda m: "\ufffd" if ord(m[0]) > 31 else chr(0x2400 + ord(m[0])), text)


def removed(text: str, *, color: bool) -> str:
    return ink(text, RED, REVERSE) if color else f"[-{text}-]" if text else ""


def added(text: str, *, color: bool) -> str:
    return ink(text, GREEN, REVERSE) if color else f"{{+{text}+}}" if text else ""
