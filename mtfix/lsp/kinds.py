"""Which format an open text has, by what the editor calls its language and by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtfix import formats, plugins
from mtfix.discovery import is_prose

if TYPE_CHECKING:
    from mtfix.lsp.texts import Text

# What editors call the languages of prose. A name that is a format's own needs no entry.
_LANGUAGES = {
    "plaintext": "text",
    "mdx": "markdown",
    "quarto": "markdown",
    "rmd": "markdown",
    "gfm": "markdown",
    "xhtml": "html",
    "restructuredtext": "rst",
    "adoc": "asciidoc",
    "gettext": "po",
    "srt": "subtitles",
    "subrip": "subtitles",
    "vtt": "subtitles",
    "webvtt": "subtitles",
}


def format_of(text: Text) -> str | None:
    """The name of the format, None for a text that holds no prose.

    What a folder would not give is none here, either: `requirements.txt`, data that are no
    translations. Editors call any file that they do not know plain text, so that alone counts
    only for a name without a suffix.
    """
    named = _LANGUAGES.get(text.language_id, text.language_id)
    known = named if named in plugins.format_names() and not formats.is_data(named) else None
    path = text.path
    if path is None:
        return known
    by_suffix = plugins.format_for(path)
    if by_suffix is not None:
        wanted = is_prose(path.name, plugins.suffixes()) or formats.is_translation(path)
        chosen = known if known not in (None, "text") else by_suffix
        return chosen if wanted else None
    if known == "text" and "." in path.name:
        return None
    return known if is_prose(path.name, [""]) else None
