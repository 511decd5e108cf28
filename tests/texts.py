"""Texts of many formats and oddities, each with faults that mtfix finds."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "russian-ambassador" / "mt.txt"

TEXTS: dict[str, bytes] = {
    "plain.txt": b"A rare event in the the village.\nAll was calm.\nShe came to the the mill.\n",
    "windows.txt": b"A rare event in the the village.\r\nAll was calm.\r\nTo the the mill.\r\n",
    "bom.txt": b"\xef\xbb\xbfIn the the village.\nAll was calm.\n",
    "astral.txt": "😀 in the the ship 🚢 of the the night 😀.\nCalm 😀 in the the end.\n".encode(),
    "no-end.txt": b"All was calm.\nIn the the village",
    "page.md": b"# The mill\n\nA rare *event* in the the `x|y` village, and <b>no</b> end.\n\n"
    b"| a | b |\n|---|---|\n| in the the mill | calm |\n",
    "fence.md": b"- In the the village ``` they sang.\n- Calm.\n",
    "en.po": b'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
    b'msgid "x"\nmsgstr "Come to the the "\n"mill, "\n',
    "rows.csv": b"id,text\n1,A rare event in the the village came.\n2,All was calm on that day.\n",
    "film.srt": b"1\n00:00:01,000 --> 00:00:02,000\nA rare event in the\nthe village.\n",
    "line.txt": b"The first line.\n[ad_1]\nThe second line is in the the village.\n",
    "clean.txt": b"Nothing is wrong here.\n",
    "empty.txt": b"",
    "latin.txt": b"Caf\xe9 in the the village.\nThe the end.\n",
    "control.txt": b'A rare\x1b[2J \x07event ]]> in the the mill <b> & "so".\nTo the the mill.\n',
    "odd <name> & 100%, a:b.txt": b"In the the village.\n",
    "line\nend.txt": b"In the the village.\n",
    "n\xfcr.txt".encode("latin-1").decode("utf-8", "surrogateescape"): b"In the the village.\n",
}
