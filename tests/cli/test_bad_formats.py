"""Broken files of every format in one run: each is told with its line, and the others are fixed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Mtfix

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNIT = (
    '<xliff version="1.2"><file><body><trans-unit id="1"><target>A zork {}</target></trans-unit>'
)
_END = "</body></file></xliff>"


def _zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return out.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "cut.xlf": ((_HEAD + _UNIT).encode(), ":2: no element found"),
    "cut.tmx": (b"<tmx>\n<body><tu>", ":2: no element found"),
    "values/strings.xml": (b"<resources>\n<string name='a'>A zork</stri", ":2: "),
    "escape.po": (b'msgid "a"\nmsgstr "A zork \\q"\n', ":2: unknown escape"),
    "twice.json": (b'{"text": "A zork",\n"text": "A zork"}', ":2: a key occurs twice"),
    "ragged.csv": (b"text,n\nA zork,1\nA zork\n", ":3: 1 columns where the first row has 2"),
    "latin.xlf": (
        (_HEAD + _UNIT + _END).encode().replace(b"{}", b"caf\xe9"), ":2: says it is UTF-8"
    ),
    "bomb.xlf": (
        (f'<!DOCTYPE x [<!ENTITY a "{"a" * 99}">]>\n{_UNIT}{_END}').encode(),
        ":1: declares an entity",
    ),
    "outside.xlf": (
        (f'<!DOCTYPE x [<!ENTITY a SYSTEM "b.txt">]>\n{_UNIT}{_END}').encode(),
        ":1: declares an entity",
    ),
    "bomb.docx": (_zipped(b" " * 60_000_001), ": unpacks to more than"),
    "text.docx": (b"A zork\n", ": is no Word file"),
    "half.txt": ("A zork\n".encode("utf-16-le"), ": looks like a binary file"),
}  # fmt: skip
GOOD = {
    "mark.json": b'\xef\xbb\xbf{"text": "A zork"}',
    "wide.txt": "A zork\n".encode("utf-16"),
    "latin.txt": b"A zork caf\xe9\n",
    "long.md": b"A zork. " * 5_000,
}


def test_a_bad_file_is_told_and_the_others_go_on(mtfix: Mtfix) -> None:
    for name, (content, _) in BAD.items():
        mtfix.write(name, content)
    for name, content in GOOD.items():
        mtfix.write(name, content)
    mtfix.write("b.txt", "A zork that no entity may bring here\n")
    ran = mtfix("fix", *BAD, *GOOD)
    assert ran.code == 2
    for name, (content, said) in BAD.items():
        assert f"mtfix: {name}{said}" in ran.err
        assert (mtfix.folder / name).read_bytes() == content
    for name in GOOD:
        assert f"mtfix: {name}" not in ran.err
        assert (mtfix.folder / name).read_bytes() != GOOD[name], name
    assert "no entity may bring" not in ran.text + ran.err
