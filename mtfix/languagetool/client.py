"""Talks to a server through language-tool-python, one connection for each thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from mtfix.languagetool.hit import Hit
from mtfix.model import MtfixError

if TYPE_CHECKING:
    from collections.abc import Iterable

REPLACEMENTS = 3  # kept of each match; where there are several, none is applied by itself


class ServerError(MtfixError):
    """The server gave no answer that can be used."""


class Parameters(Struct, frozen=True):
    """What a check depends on beside the text.

    The same for all requests of a kind, so that the server keeps its pipelines.
    """

    language: str = "en-US"
    disabled_rules: tuple[str, ...] = ()
    enabled_rules: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """One string for all of it."""
        parts = (self.disabled_rules, self.enabled_rules, self.disabled_categories)
        return " ".join((self.language, *(",".join(p) for p in parts)))


class Client:
    """A server and how it is asked. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._local = threading.local()

    def check(self, text: str, parameters: Parameters) -> list[Hit]:
        """What LanguageTool finds in a text without characters beyond the BMP."""
        try:
            found = self._tool(parameters).check(text)
            return [_hit(match) for match in found]
        except Exception as error:  # the package lets many kinds through, from four libraries
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise ServerError(
                f"{self.url} does not answer as LanguageTool does: {reason}"
            ) from error

    def _tool(self, parameters: Parameters) -> Any:
        """The thread's connection; making one asks the server for its languages."""
        tools: dict[Parameters, Any] = self._local.__dict__.setdefault("tools", {})
        if parameters not in tools:
            import language_tool_python

            # an empty proxy keeps a proxy of the environment from being asked for this machine
            near = {"http": "", "https": ""} if self.url.startswith("http://127.") else None
            tool = language_tool_python.LanguageTool(
                parameters.language, remote_server=self.url, proxies=near
            )
            # each as one string: a set's order differs from run to run, and the server takes
            # another order for another pipeline, which costs it seconds
            tool.disabled_rules = _joined(parameters.disabled_rules)
            tool.enabled_rules = _joined(parameters.enabled_rules)
            tool.disabled_categories = _joined(parameters.disabled_categories)
            tools[parameters] = tool
        return tools[parameters]


def _joined(names: Iterable[str]) -> set[str]:
    text = ",".join(names)
    return {text} if text else set()


def _hit(match: Any) -> Hit:
    start, size = int(match.offset), int(match.error_length)
    new = tuple(str(text) for text in match.replacements[:REPLACEMENTS])
    return Hit(
        str(match.rule_id), str(match.category), start, start + size, str(match.message), new
    )
