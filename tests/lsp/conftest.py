"""One server for most tests: it follows many texts at once, as it does for an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lsp.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with Client(tmp_path_factory.mktemp("work")) as client:
        client.initialize()
        yield client
        assert client.process.poll() is None, client.errors
