"""The language server: what the editor says goes to the texts and the desk, and back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer

from mtfix import __version__
from mtfix.lsp import actions, inspection
from mtfix.lsp.configs import LiveConfigs
from mtfix.lsp.desk import Desk, SupersededError
from mtfix.lsp.diagnostics import Looks, diagnostics
from mtfix.lsp.positions import Encoding
from mtfix.lsp.protocol import Protocol, is_noise
from mtfix.lsp.settings import DEFAULT, read_settings
from mtfix.lsp.texts import Text, Texts, path_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtfix.lsp.inspection import Seen, Task

T = TypeVar("T")
SECTION = "mtfix"
_log = logging.getLogger(__name__)


class Server(LanguageServer):
    """Everything that one conversation with one editor needs to remember."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(SECTION, __version__, protocol_cls=Protocol)
        self.texts = Texts()
        self.settings = DEFAULT
        self._first = DEFAULT  # what the editor set when it started the server
        self.configs = LiveConfigs()
        self.desk = Desk(self.prepare, self.tell, self.fail)
        self._said: set[str] = set()

    # -- what the editor can do -----------------------------------------------------------

    @property
    def editor(self) -> types.ClientCapabilities:
        return self.client_capabilities

    @property
    def abilities(self) -> actions.Abilities:
        text, space = self.editor.text_document, self.editor.workspace
        action = text.code_action if text else None
        lazily = action.resolve_support if action else None
        edit = space.workspace_edit if space else None
        return actions.Abilities(
            resolve=bool(lazily and "edit" in lazily.properties),
            versions=bool(edit and edit.document_changes),
        )

    # -- what goes to the editor ----------------------------------------------------------

    def prepare(self, text: Text) -> Task | None:
        return inspection.task_of(text, self.configs, self.settings)

    def tell(self, seen: Seen) -> None:
        """Publish what was seen in the present state of a text."""
        shown = self.editor.text_document
        known = shown.publish_diagnostics if shown else None
        looks = Looks(
            tags=bool(known and known.tag_support),
            links=bool(known and known.code_description_support),
        )
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=seen.text.uri,
                version=seen.text.version,
                diagnostics=diagnostics(seen, self.settings, looks),
            )
        )
        for trouble in seen.troubles:
            self.log(trouble)

    def clear(self, uri: str) -> None:
        """Take back what was published of a text."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=[])
        )

    def fail(self, message: str) -> None:
        """Show what the user should act on, once until something changes."""
        if message not in self._said:
            self._said.add(message)
            kind = types.MessageType.Error
            self.window_show_message(types.ShowMessageParams(type=kind, message=message))

    def log(self, message: str) -> None:
        self.window_log_message(
            types.LogMessageParams(type=types.MessageType.Warning, message=message)
        )

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Errors of requests are answered as such; any other is logged, never shown in a box."""
        if is_noise(error):
            self.protocol.refuse_noise(error)
        elif not isinstance(error, JsonRpcContentModified):
            _log.error("%s", error)

    # -- what comes from the editor -------------------------------------------------------

    def begin(self, params: types.InitializeParams) -> None:
        folders = params.workspace_folders or []
        uri = folders[0].uri if folders else params.root_uri
        self.configs = LiveConfigs(path_of(uri) if uri else None)
        agreed = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        self.texts = Texts(Encoding(types.PositionEncodingKind(agreed).value))
        if params.initialization_options is not None:
            self.set(params.initialization_options)
            self._first = self.settings

    def set(self, given: object) -> None:
        """Take the editor's settings, over those that it started the server with."""
        self.settings, problems = read_settings(given, self._first)
        for problem in problems:
            self.fail(f"{SECTION}: {problem}")

    def recheck(self) -> None:
        """Inspect every open text anew, and say again what is still wrong."""
        self._said.clear()
        for text in self.texts:
            self.desk.take(text)

    async def seen(self, uri: str) -> Seen | None:
        try:
            return await self.desk.seen(uri)
        except SupersededError:
            raise JsonRpcContentModified("the text has changed") from None

    async def aside(self, seen: Seen, work: Callable[[], T]) -> T:
        """Do work on what was seen, beside the conversation."""
        try:
            return await self.desk.aside(seen, work)
        except SupersededError:
            raise JsonRpcContentModified("the text has changed") from None
