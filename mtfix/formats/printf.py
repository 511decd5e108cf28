"""Placeholders as Apple's strings have them, in formats that must tell them from prose."""

from __future__ import annotations

# `%@`, `%1$@`, `%lld`, and where a catalogue or dictionary puts another text: `%#@files@`, `%arg`.
APPLE = (
    r"(?P<placeholder>%(?:\d+\$)?#@\w+@|%arg\b"
    r"|%(?:\d+\$)?[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?"
    r"(?:hh|h|ll|l|q|z|t|j|L)?[@diuoxXeEfFgGaAcCsSp%])"
)
