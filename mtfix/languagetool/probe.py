"""Asks a server whether it is the one we mean: a real check, on which our sentinel must fire.

Its health check would not do: it answers before any rule has loaded, and other programs answer too.
"""

from __future__ import annotations

import json

from mtfix.languagetool.merging import SENTINEL_WORD

TIMEOUT = 30.0  # seconds; a busy server answers late, a first check takes several


def ready(url: str, sentinel: str, *, timeout: float = TIMEOUT) -> bool:
    """Whether the server at `url` has loaded the rules that the sentinel stands for."""
    return any(name == sentinel for name in answers(url, timeout=timeout) or ())


def answers(url: str, *, timeout: float = TIMEOUT) -> list[str] | None:
    """The rules that fire on the sentinel's word; None where no LanguageTool answers."""
    import http.client  # not needed where every answer is known
    from urllib.parse import urlencode, urlsplit

    place = urlsplit(url)
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=timeout)
    form = urlencode({"language": "en-US", "text": SENTINEL_WORD})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", f"{place.path.rstrip('/')}/v2/check", form, headers)
        data = json.loads(connection.getresponse().read())
        return [match["rule"]["id"] for match in data["matches"]]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.close()
