"""The conversation's rules: what comes in a wrong form or at a wrong time is answered as such.

pygls handles what is well-formed and in order. It would let a request that it cannot read go
without an answer, and a change of a text that was never opened would end in a message box.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from cattrs import BaseValidationError, transform_error
from lsprotocol import types
from msgspec import Struct
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidRequest,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from collections.abc import Generator

_log = logging.getLogger(__name__)


class _Unreadable(Struct, frozen=True):
    """A message that is JSON, but not of the form that its method asks for."""

    id: str | int | None
    error: JsonRpcException
    answered: bool = True  # a notification and an answer are not


class Protocol(LanguageServerProtocol):
    """The protocol of pygls with stricter manners. Texts are kept by the server alone."""

    _began = False

    @property
    def ended_well(self) -> bool:
        """Whether the editor said that it would leave."""
        return bool(self._shutdown)

    def structure_message(self, data: dict[str, Any]) -> Any:
        method = data.get("method", "")
        if "jsonrpc" in data and not isinstance(method, str):
            return _Unreadable(_id(data), JsonRpcInvalidRequest("the method is no string"))
        if "jsonrpc" in data and method and self.get_message_type(method) is None:
            data = {"params": None, **data}  # pygls takes none that is not there for an error
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            asked = "id" in data and not data.keys() & {"result", "error"}
            return _Unreadable(_id(data), _explained(error), asked)

    def handle_message(self, message: Any) -> None:
        refusal = self._refusal(message)
        if refusal is None:
            self._began |= getattr(message, "method", "") == types.INITIALIZE
            super().handle_message(message)
            return
        number = _id(message)
        _log.warning("refused: %s", refusal.message)
        unknown = not isinstance(message, _Unreadable) and not hasattr(message, "method")
        if getattr(message, "answered", unknown or number is not None):
            self._answer(number, refusal)

    def refuse_noise(self, error: Exception) -> None:
        """Answer what is no message at all."""
        self._answer(None, JsonRpcParseError(str(error)))

    def _answer(self, number: str | int | None, error: JsonRpcException) -> None:
        self._send_data(types.ResponseErrorMessage(id=number, error=error.to_response_error()))

    def _refusal(self, message: Any) -> JsonRpcException | None:
        """Why a message is not handled, None for one that is."""
        if isinstance(message, _Unreadable):
            return message.error
        if getattr(message, "jsonrpc", None) != self.VERSION:
            return JsonRpcInvalidRequest("not a message of JSON-RPC 2.0")
        method = getattr(message, "method", None)
        if method is None or method == types.EXIT:
            return None
        if self._shutdown:
            return JsonRpcInvalidRequest("the server was told to shut down")
        if self._began and method == types.INITIALIZE:
            return JsonRpcInvalidRequest("the server is initialized already")
        if not self._began and method != types.INITIALIZE:
            return JsonRpcServerNotInitialized("initialize the server first")
        return None

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Generator[Any, Any, None]:
        yield from self._pass_on(types.TEXT_DOCUMENT_DID_OPEN, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Generator[Any, Any, None]:
        yield from self._pass_on(types.TEXT_DOCUMENT_DID_CHANGE, params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Generator[Any, Any, None]:
        yield from self._pass_on(types.TEXT_DOCUMENT_DID_CLOSE, params)

    def _pass_on(self, method: str, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[method], (params,), None


def _id(message: Any) -> str | int | None:
    found = message.get("id") if isinstance(message, dict) else getattr(message, "id", None)
    return found if isinstance(found, str | int) and not isinstance(found, bool) else None


def _explained(error: JsonRpcException) -> JsonRpcException:
    """The error with what exactly does not fit."""
    cause = error.__cause__
    if isinstance(cause, BaseValidationError):
        return type(error)(f"{error.message}: {'; '.join(transform_error(cause))}")
    return error


def is_noise(error: Exception) -> bool:
    """Whether an error says that what came was no JSON."""
    return isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError)
