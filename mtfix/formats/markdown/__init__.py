"""Markdown: CommonMark with tables, front matter, math, shortcodes; all but its prose locked."""

from __future__ import annotations

from mtfix.formats.markdown.blocks import (
    ABOUT,
    COMMENTS,
    NAME,
    SUFFIXES,
    TAKES_FRONT_MATTER,
    literals,
    read,
)

__all__ = ["ABOUT", "COMMENTS", "NAME", "SUFFIXES", "TAKES_FRONT_MATTER", "literals", "read"]
