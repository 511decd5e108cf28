"""What files of keys and values are: translations by their place or name, or data of any kind."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDERS = frozenset(
    {"locale", "locales", "_locales", "i18n", "l10n", "lang", "langs", "language", "languages",
     "translations", "translation", "intl", "messages"}
)  # fmt: skip

# In data of any kind these keys hold prose, and the others no prose whatever they look like.
PROSE_KEYS = frozenset(
    {"text", "title", "subtitle", "headline", "heading", "body", "content", "description",
     "summary", "abstract", "caption", "label", "message", "comment", "note", "paragraph",
     "sentence", "excerpt", "lead", "translation", "target", "alt", "question", "answer",
     "instruction", "output", "response", "article", "story", "quote", "bio", "hint", "tooltip",
     "placeholder", "hypothesis", "mt", "post", "tgt", "target_text", "english", "en"}
)  # fmt: skip
_CODE_KEYS = re.compile(
    r"(?:^|[_-])(?:id|ids|uri|url|urls|href|src|path|file|filename|class|classname|style|css|regex"
    r"|pattern|query|sql|code|cmd|command|script|scripts|run|shell|slug|token|hash|sha|key|license"
    r"|author|version|glob|selector|template|html_url|source|src_text|original|mimetype)$"
)
_TAG = re.compile(
    r"(?:^|[._-])([a-z]{2,3})(?:[_-](?:[A-Z][a-z]{3}|[A-Za-z]{2}|[A-Z]{3}|\d{3}))?(?:@\w+)?$"
)
# Names of files and folders that are no languages.
_WORDS = frozenset(
    {"all", "any", "api", "app", "cli", "css", "db", "doc", "faq", "img", "js", "lib", "log"}
    | {"man", "map", "new", "old", "pkg", "po", "pot", "pub", "res", "src", "tmp", "ui", "web"}
    | {"www", "xml"}
)
_RESOURCES = re.compile(r"(?:strings|arrays|plurals)[\w-]*\.xml")
_SETTINGS = re.compile(
    r"^(?:package|tsconfig|jsconfig|composer|manifest|deno|bower|lerna|nx|turbo|config|settings|index"
    r"|log4j|gradle|build|crowdin|lokalise|i18next|mkdocs|pubspec|l10n|\..*)\b|[.-](?:lock|schema|config)\."
)
_NAMED = re.compile(
    r"(?:messages|translations?|strings|i18n|locale|labels|bundle|resources)"
    r"(?:[._-][a-z]{2,3}(?:[_-]\w{2,4})?)?\.(?:jsonc?|ya?ml|properties)\Z"
)
_LANGUAGES = frozenset(
    {"af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en",
     "eo", "es", "et", "eu", "fa", "fi", "fr", "fy", "ga", "gd", "gl", "gu", "he", "hi", "hr",
     "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo", "lt",
     "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "nn", "no", "pa", "pl", "ps",
     "pt", "ro", "ru", "sc", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl",
     "tr", "tt", "ug", "uk", "ur", "uz", "vi", "zh"}
)  # fmt: skip


def is_layout(path: str | PurePath) -> bool:
    """Whether a path is that of translations: in a folder of theirs.

    >>> [is_layout(p) for p in ("app/locales/en.json", "package.json", "i18n/en/a.yml")]
    [True, False, True]
    """
    parents = PurePath(path).parts[:-1]
    return any(part.lower() in FOLDERS for part in parents[-4:])


def is_translation_file(path: str | PurePath) -> bool:
    """Whether a file that was found in a folder holds translations and no settings.

    >>> files = "locales/en.json", "app/package.json", "res/values-fr/strings.xml", "a/pom.xml"
    >>> [is_translation_file(p) for p in files]
    [True, False, True, False]
    >>> [is_translation_file(p) for p in ("x/messages_en.properties", "locales/tsconfig.json")]
    [True, False]
    """
    pure = PurePath(path)
    name = pure.name.lower()
    if name.endswith(".xml"):
        return bool(_RESOURCES.fullmatch(name)) and pure.parent.name.split("-")[0] == "values"
    if name.endswith((".csv", ".tsv", ".tab", ".jsonl", ".ndjson")) or _SETTINGS.search(name):
        return False
    return is_layout(pure) or bool(_NAMED.match(name))


def language_of(path: str | PurePath) -> str:
    """The language that a path of translations names, empty where it names none.

    >>> [language_of(p) for p in ("locales/de.json", "i18n/en-GB/a.json", "messages_fr.properties")]
    ['de', 'en-GB', 'fr']
    >>> [language_of(p) for p in ("po/cnr.po", "po/en@shaw.po", "locales/app.json")]
    ['cnr', 'en@shaw', '']
    """
    pure = PurePath(path)
    names = [*reversed(pure.name.split(".")[:-1]), *reversed(pure.parts[-4:-1])]
    for name in names:
        match = _TAG.search(name)
        if match and (match[1] in _LANGUAGES or (match.start() == 0 and match[1] not in _WORDS)):
            return match.group().strip("._-").replace("_", "-")
    return ""


def is_chosen(keys: Sequence[str], path: Sequence[str]) -> bool:
    """Whether one of the user's keys means a value: by its own key or its whole path, with globs.

    >>> [is_chosen(["text", "meta.*"], p) for p in (["a", "text"], ["meta", "x"], ["text", "id"])]
    [True, True, False]
    """
    whole = ".".join(path)
    return any(fnmatchcase(path[-1], key) or fnmatchcase(whole, key) for key in keys)


@lru_cache(maxsize=4096)
def holds_prose(key: str) -> bool | None:
    """Whether a key of data holds prose; None where its value has to tell."""
    low = key.lower()
    if low in PROSE_KEYS:
        return True
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower()
    return False if _CODE_KEYS.search(snake) or key.startswith(("$", "@")) else None


def is_language(name: str) -> bool:
    """Whether a key is that of a language: `en`, `pt-BR`."""
    match = _TAG.fullmatch(name)
    return bool(match and match[1] in _LANGUAGES)
