"""Places and organisations under the name of another language: `the ONU`, `in Alemania`.

Why machine translation makes this error: a name is copied when the engine does not know that it
has an English form, and acronyms are never taken apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from mtfix.analysis.languages import FOREIGN_WORD
from mtfix.analysis.lexicon import is_word, table, word_set
from mtfix.analysis.occurrences import places_of_all
from mtfix.detectors._examples import keep as _keep
from mtfix.detectors._place import glued, place_in
from mtfix.lazily import lazily
from mtfix.model import Applicability, Change, Example, Rule
from mtfix.report import finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtfix.analysis import Analysis
    from mtfix.model import Finding

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


RULES = (
    Rule(
        "foreign-form-of-name",
        "name-foreign-form",
        "English has another name for this",
        "The engine copies names and acronyms that it does not know.",
        certain="Where a fix is safe, nothing else is called so: OTAN, EEUU.",
        applicability=UNSAFE,
        touches=frozenset({"names"}),
        examples=(
            Example("The report of the ONU came late.", "The report of the UN came late."),
            Example("They moved to Alemania in May.", "They moved to Germany in May."),
            Example("The summit in Brüssel was short.", "The summit in Brussels was short."),
            Example(
                "He lived in Reino Unido for years.", "He lived in the United Kingdom for years."
            ),
            Example("Prices rose in EE.UU. last year.", "Prices rose in the US last year."),
            Example("The members of OTAN agreed.", "The members of NATO agreed."),
            Example("The ONU sent two doctors.", "The UN sent two doctors."),
        ),
        keep=_keep(
            "They met at Plaza Londres and in Calle Alemania.",
            "The party Alternativa para Alemania is new.",
            "The World Health Organization (OMS in Spanish) said so.",
            "The OMS (Organización Mundial de la Salud) said so.",
            "He wrote for “La Voz de Rusia” for years.",
            "The club Deportivo Alemania won.",
            "Write to info@onu.example and to ONU-Habitat.",
            "The Teatro Londres burned down in 1920.",
        ),
        origin="detectors/foreign_forms.py",
    ),
)
_RULE = RULES[0]
_BEFORE = lazily(
    re.compile,
    r"(?:^|[.,;:(—–] ?|\b(?:The|In|From|in|of|from|to|by|for|with|and|or|the|at|near|between|against|into|across|that|than|as"
    r"|outside|inside|around|through|through|on|left|visited|toward|towards|leaving|like|via) )$",
)
_NAME_AFTER = lazily(re.compile, r"[ -][A-ZÀ-Ý]")
_GLOSS_AFTER = lazily(re.compile, r" ?[(（]")
_SURE = frozenset(["OTAN", "EEUU", "EE.UU.", "EE. UU."])  # nothing else is called so
_ARTICLE = lazily(re.compile, r"\b[Tt]he $")


@cache
def _forms() -> tuple[dict[str, str], frozenset[str]]:
    """The forms with their English ones, and the first word of each, as words are counted."""
    forms = table("foreign-forms")
    return forms, frozenset(re.split(r"[ .]", form)[0] for form in forms)


def check(analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding for each place with a foreign form."""
    forms, firsts = _forms()
    present = firsts & analysis.words_in_scope
    if not present:
        return
    wanted = {form for form in forms if re.split(r"[ .]", form)[0] in present}
    places = places_of_all(analysis.visible, wanted)
    for form in sorted(wanted):
        for offset in places[form]:
            yield from _place(analysis, offset, form, forms[form])


def _place(analysis: Analysis, offset: int, form: str, english: str) -> Iterator[Finding]:
    segment, extent = place_in(analysis, offset, len(form))
    text = segment.text
    before, after = text[max(0, extent.start - 40) : extent.start], text[extent.end :]
    if segment.locked(extent) or glued(text, extent) or not _BEFORE.search(before):
        return
    if _GLOSS_AFTER.match(after) or before.endswith("(") or _NAME_AFTER.match(after):
        return
    if analysis.in_quotation(segment, extent.start) or _foreign_around(before, after):
        return
    article = (
        "" if _ARTICLE.search(before) or english not in word_set("names-with-article") else "the "
    )
    if not before.strip() or before.rstrip()[-1:] in ".(":
        article = article.capitalize()
    new = article + english
    if form.endswith(".") and (not after or re.match(r"\s+[A-Z]", after)):
        new += "."
    change = Change(extent, new)
    level = SAFE if form in _SURE else UNSAFE
    yield finding(segment, _RULE, extent, change, applicability=level, priority=2, title=english)


def _foreign_around(before: str, after: str) -> bool:
    """Whether the words beside the name are those of another language, as in an address."""
    left = re.findall(r"[^\W\d_]+", before)[-2:]
    right = re.findall(r"[^\W\d_]+", after)[:1]
    return any((w.islower() and not is_word(w)) or FOREIGN_WORD.match(w) for w in left + right)
