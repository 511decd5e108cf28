"""The rules of `misused_forms`, with their examples."""

from __future__ import annotations

from mtfix.model import Applicability, Example, Rule


def _rule(
    name: str, message: str, pairs: tuple[tuple[str, str], ...], keep: tuple[str, ...]
) -> Rule:
    return Rule(
        name,
        "ff-lexical",
        message,
        "One word of the source is several parts of speech.",
        applicability=Applicability.UNSAFE,
        examples=tuple(Example(bad, good) for bad, good in pairs),
        keep=tuple(Example(text, text) for text in keep),
        origin="detectors/misused_forms.py",
    )


RULES = (
    _rule(
        "verb-form-as-noun",
        "the noun belongs here, not the verb",
        (
            ("The develop of the valley took years.", "The development of the valley took years."),
            ("My aunt made a wrong choose.", "My aunt made a wrong choice."),
            ("It was their believe that it would rain.", "It was their belief that it would rain."),
        ),
        (
            "The develop branch of the project is closed.",
            "Those who choose the achieve button win.",
            "The wise choose the smaller of two evils.",
            "What they believe is their own affair.",
        ),
    ),
    _rule(
        "noun-form-as-verb",
        "the verb belongs here, not the noun",
        (
            ("We must protection the forest.", "We must protect the forest."),
            ("They want to reduction our taxes.", "They want to reduce our taxes."),
        ),
        (
            "They paid great attention to development this year.",
            "He turned to education the way others turn to drink.",
            "The can protection the firm sells is good.",
        ),
    ),
    _rule(
        "noun-form-as-adjective",
        "the adjective belongs here, not the noun",
        (
            ("He lives in a very safety area.", "He lives in a very safe area."),
            ("This lake is too danger for children.", "This lake is too dangerous for children."),
        ),
        (
            "The very danger drew him.",
            "There was too much danger for children.",
            "So beauty is in the eye of the beholder.",
        ),
    ),
    _rule(
        "adverb-form-as-adjective",
        "the adjective belongs here, not the adverb",
        (
            ("It was a really nicely house.", "It was a really nice house."),
            ("It is importantly to drink enough.", "It is important to drink enough."),
            ("The stew smells deliciously.", "The stew smells delicious."),
        ),
        (
            "It was a nearly mile.",
            "A beautifully made house stood there.",
            "He felt strongly and looked carefully.",
            "It is importantly different from tea.",
        ),
    ),
    _rule(
        "adjective-form-as-adverb",
        "the adverb belongs here, not the adjective",
        (
            ("He drives very careful on wet roads.", "He drives very carefully on wet roads."),
            ("She speaks English fluent.", "She speaks English fluently."),
            ("The lock was complete frozen.", "The lock was completely frozen."),
            ("It was an extreme difficult test.", "It was an extremely difficult test."),
            ("Prices rose significant in May.", "Prices rose significantly in May."),
        ),
        (
            "He grew very careful in his old age.",
            "The set was complete and new.",
            "She found the deal perfect.",
            "That sounds perfect to me, and he looks beautiful.",
            "He was an extreme right winger.",
        ),
    ),
)
