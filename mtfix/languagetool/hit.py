"""What LanguageTool says about a place, without anything that mtfix does not use."""

from __future__ import annotations

from msgspec import Struct


class Hit(Struct, frozen=True):
    """One match: the rule, the place in the text that was sent, and what it proposes."""

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...] = ()


def to_row(hit: Hit) -> list[object]:
    """A hit as JSON has it."""
    return [hit.rule, hit.category, hit.start, hit.end, hit.message, *hit.replacements]


def from_row(row: list[str | int]) -> Hit:
    rule, category, start, end, message, *replacements = row
    new = tuple(str(text) for text in replacements)
    return Hit(str(rule), str(category), int(start), int(end), str(message), new)
