"""What the server does at each message of the editor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from mtfix.filters import beside, never
from mtfix.lsp import actions, inspection
from mtfix.lsp.hover import hover
from mtfix.lsp.server import SECTION, Server
from mtfix.lsp.texts import OutOfStepError, Replacement

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtfix.lsp.inspection import Seen

# Configurations and rule files of the user's own; what is known already, or never wanted again.
WATCHED = ("**/*.toml", f"**/{beside.NAME}", f"**/{never.NAME}")


def make_server() -> Server:
    """A server that knows all its features."""
    server = Server()
    for method, handler in _HANDLERS.items():
        server.feature(method)(handler)
    server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    )(_code_actions)
    return server


# -- the conversation ---------------------------------------------------------------------


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.begin(params)


async def _initialized(ls: Server, _params: types.InitializedParams) -> None:
    space = ls.editor.workspace
    wanted: list[tuple[str, object]] = []
    if (
        space
        and space.did_change_watched_files
        and space.did_change_watched_files.dynamic_registration
    ):
        watchers = [types.FileSystemWatcher(glob_pattern=glob) for glob in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
        wanted.append((types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if (
        space
        and space.did_change_configuration
        and space.did_change_configuration.dynamic_registration
    ):
        section = types.DidChangeConfigurationRegistrationOptions(section=SECTION)
        wanted.append((types.WORKSPACE_DID_CHANGE_CONFIGURATION, section))
    if wanted:
        registrations = [types.Registration(m, m, register_options=o) for m, o in wanted]
        ls.client_register_capability(types.RegistrationParams(registrations=registrations))
    await ls.desk.warm()
    await _pull_settings(ls)


def _shutdown(ls: Server, _params: None) -> None:
    ls.desk.close()


# -- texts --------------------------------------------------------------------------------


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    new = params.text_document
    ls.desk.take(ls.texts.opened(new.uri, new.language_id, new.version, new.text))


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri, version = params.text_document.uri, params.text_document.version
    try:
        text = ls.texts.changed(uri, version, [_replacement(c) for c in params.content_changes])
    except OutOfStepError as error:
        ls.desk.drop(uri)
        ls.clear(uri)
        ls.log(str(error))
    else:
        ls.desk.take(text, ls.settings.delay / 1000)


def _replacement(change: types.TextDocumentContentChangeEvent) -> Replacement:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return Replacement(change.text)
    start, end = change.range.start, change.range.end
    return Replacement(change.text, ((start.line, start.character), (end.line, end.character)))


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file that decides over others may have been saved where nobody watches files."""
    if params.text_document.uri.endswith(".toml"):
        inspection.forget()
        ls.recheck()


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Marks of a text that was closed, renamed or moved would otherwise stay for ever."""
    uri = params.text_document.uri
    if ls.texts.get(uri) is not None:
        ls.texts.closed(uri)
        ls.desk.drop(uri)
        ls.clear(uri)


# -- settings -----------------------------------------------------------------------------


async def _settings_changed(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    if not await _pull_settings(ls) and params.settings is not None:
        ls.set(params.settings)
        ls.recheck()


async def _pull_settings(ls: Server) -> bool:
    """Ask the editor for our settings, if it can be asked."""
    space = ls.editor.workspace
    if not (space and space.configuration):
        return False
    item = types.ConfigurationItem(section=SECTION)
    found = await ls.workspace_configuration_async(types.ConfigurationParams(items=[item]))
    if found and found[0] is not None:
        ls.set(found[0])
        ls.recheck()
    return True


def _files_changed(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
    inspection.forget()
    ls.recheck()


def _folders_changed(ls: Server, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    ls.recheck()


# -- questions ----------------------------------------------------------------------------


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    seen = await ls.seen(params.text_document.uri)
    if seen is None:
        return None
    known = ls.editor.text_document and ls.editor.text_document.hover
    kinds = (known.content_format if known else None) or [types.MarkupKind.PlainText]
    offset = seen.text.lines.offset(params.position.line, params.position.character)
    return hover(seen, offset, markdown=kinds[0] == types.MarkupKind.Markdown)


async def _code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    seen = await ls.seen(params.text_document.uri)
    if seen is None or seen.view is None:
        return []
    lines, start, end = seen.text.lines, params.range.start, params.range.end
    only = [
        str(kind.value) if isinstance(kind, types.CodeActionKind) else kind
        for kind in params.context.only or []
    ] or None
    found: list[types.CodeAction] = []
    if actions.wants(actions.QUICK_FIX.value, only):
        near = actions.near(
            seen, lines.offset(start.line, start.character), lines.offset(end.line, end.character)
        )
        work = partial(actions.quick_fixes, seen, near, params.context.diagnostics, ls.abilities)
        found += await ls.aside(seen, lambda: list(work()))
    if actions.wants(actions.FIX_ALL, only) and any(f.fix for f in seen.findings):
        every = actions.fix_all(seen.text, seen.view.level)
        if ls.abilities.resolve:
            found.append(every)
        elif only is not None:
            found.append(await _with_edit(ls, seen, every))
    return found


async def _resolved(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """Find the edit of the action that was chosen."""
    data = action.data
    if not isinstance(data, dict):
        return action
    seen = await ls.seen(str(data.get("uri")))
    if seen is None or seen.text.revision != data.get("revision"):
        raise JsonRpcContentModified("the text has changed")
    return await _with_edit(ls, seen, action)


async def _with_edit(ls: Server, seen: Seen, action: types.CodeAction) -> types.CodeAction:
    edits = await ls.aside(seen, partial(inspection.edits_of_all, seen))
    action.edit = actions.workspace_edit(seen.text, edits, ls.abilities)
    return action


_HANDLERS: dict[str, Callable[..., object]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.SHUTDOWN: _shutdown,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.CODE_ACTION_RESOLVE: _resolved,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _settings_changed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: _folders_changed,
}
