"""The page of `mtfix report --html`: one file, no network, nothing but ours is run.

Style and script stand in the page and are named by their hashes in its content security policy,
so that no other ever runs, whatever a text holds. All text arrives as JSON.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple


class Picture(NamedTuple):
    """A picture of all texts together, as SVG, and what it shows in words."""

    svg: str
    about: str


_SCRIPTS = ("state.js", "patch.js", "view.js", "page.js")


def page(title: str, data: str, picture: Picture | None = None) -> str:
    """The page with this data, which is JSON without `<`, `>` and `&`, and a picture below."""
    style = _part("page.css")
    script = f"(() => {{\n{''.join(_part(name) for name in _SCRIPTS)}}})();\n"
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    values = {
        "POLICY": escape(policy, quote=True).replace("&#x27;", "'"),
        "TITLE": escape(title),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": data,
        "PICTURE": _shown(picture) if picture is not None else "",
    }
    out = []
    for number, piece in enumerate(_part("page.html").split("@@")):
        out.append(values[piece] if number % 2 else piece)
    return "".join(out)


def _shown(picture: Picture) -> str:
    """As an image, SVG keeps its own style, and nothing in it can be run."""
    data = base64.b64encode(picture.svg.encode()).decode()
    return (
        f'<details class="picture"><summary>{escape(picture.about)}</summary>\n'
        f'<img alt="{escape(picture.about)}" src="data:image/svg+xml;base64,{data}"></details>'
    )


@cache
def _part(name: str) -> str:
    return (files("mtfix.review.page") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
