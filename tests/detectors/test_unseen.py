"""Sentences that no rule was written from: what the detectors make of them, all rules on."""

from __future__ import annotations

import pytest

import mtfix

AMERICAN = (
    "The clerk called it “a long day for the harbor,” and the mayor agreed."
    " He spoke of “a fair deal.”"
)

REPAIRED = [
    ("“The road is closed ”,said the officer.", "“The road is closed,” said the officer."),
    ("“We lost everything”. He paused.", "“We lost everything.” He paused."),
    ("“ We lost everything ,” she said.", "“We lost everything,” she said."),
    ("He was told “no ” twice.", "He was told “no” twice."),
    ("She replied:“Not today.”", "She replied: “Not today.”"),
    (
        "“Not today”,she replied.“Maybe tomorrow”.",
        "“Not today,” she replied. “Maybe tomorrow.”",
    ),
    (
        "«We will win», said Maria Lopez. «We always do».",
        "“We will win,” said Maria Lopez. “We always do.”",
    ),
    ("「The shop is closed」 read the sign.", "“The shop is closed” read the sign."),
    ("“I saw him leave.”Peter told the court.", "“I saw him leave,” Peter told the court."),
    (
        "The minister said that “Nobody will be left behind”.",
        "The minister said that “nobody will be left behind.”",
    ),
    ("“Is it true?”, asked the judge.", "“Is it true?” asked the judge."),
    ("“Run!”, He shouted.", "“Run!” he shouted."),
    (
        "Anna Petrova, mayor of the town, she signed the law.",
        "Anna Petrova, mayor of the town, signed the law.",
    ),
    ("Jorge Ramirez he arrived late.", "Jorge Ramirez arrived late."),
    (
        "“I am tired,” said Jorge Ramirez. “I want to sleep”, added.",
        "“I am tired,” said Jorge Ramirez. “I want to sleep,” he added.",
    ),
    (
        "The actress Lucia Bose arrived at noon. “I love this city”, said.",
        "The actress Lucia Bose arrived at noon. “I love this city,” she said.",
    ),
    (
        "He spoke with Maria lopez. Later Lopez left.",
        "He spoke with Maria Lopez. Later Lopez left.",
    ),
    (
        "The writer Haruki murakami visited. Murakami signed books.",
        "The writer Haruki Murakami visited. Murakami signed books.",
    ),
    (
        "Dr. Elena Kowalczukshe explained the method. Dr. Kowalczuk is a chemist.",
        "Dr. Elena Kowalczuk explained the method. Dr. Kowalczuk is a chemist.",
    ),
    ("“We start at dawn“, said Ines.", "“We start at dawn,” said Ines."),
    ("” We start at dawn “, said Ines.", "“We start at dawn,” said Ines."),
    ("“We start at dawn, “said Ines.", "“We start at dawn,” said Ines."),
    ("The so-called“green wave”never came.", "The so-called “green wave” never came."),
    ("It was a “good ”idea.", "It was a “good” idea."),
    ("“We agree”, say the experts.", "“We agree,” say the experts."),
    (
        "The president described it as “A great success”.",
        "The president described it as “a great success.”",
    ),
    ("“Enough.” She said, closing the door.", "“Enough,” she said, closing the door."),
    (
        "The embassy announced that had closed its doors.",
        "The embassy announced that it had closed its doors.",
    ),
    (
        "Ingrid Svensson said Radio Sur who has a new plan.",
        "Ingrid Svensson told Radio Sur that she has a new plan.",
    ),
]

KEPT = [
    "„Das ist gut“, said nobody.",
    "The film “The Birds” scared them.",
    "She said “we will go” and left.",
    "Her brother, he said, was late.",
    "“My father, he never talked about it,” said Jorge.",
    'They bought a 3" pipe and a 4" pipe.',
    "‘It’s the players’ fault,’ he said.",
    "‘Tis the season, said the ’90s star.",
    "“Stop,” he said, “or I shoot.”",
    "“I can’t go on.” He said it quietly.",
    "“She asked me, ‘Where were you?’ and I had no answer,” he said.",
    "“One,” he counted. “Two.” A pause. “Three.”",
    "Enter “help” and wait for “ready” on the screen.",
    "He shouted, “Fire!” and ran; “Fire!” she cried.",
    "The letters “a”, “b” and “c” stand on the wall of a grey theatre in the town centre.",
    "Was it Kim who said that had to stop?",
    "When Ana Ruiz, the mayor, spoke, she wept.",
    "Of all people, Tom Hale, he thought, would know.",
    "“The first paragraph ends here.\n\n“The second one closes,” she said.",
    "The poems of Robert Frost and the frost on the window have little in common.",
]


@pytest.mark.parametrize(("bad", "good"), REPAIRED)
def test_unseen_faults_are_repaired(bad: str, good: str) -> None:
    assert mtfix.fix(bad, unsafe=True, context=AMERICAN).after == good


@pytest.mark.parametrize("text", [*KEPT, *(good for _, good in REPAIRED)])
def test_sound_sentences_stay(text: str) -> None:
    assert mtfix.fix(text, unsafe=True, context=AMERICAN).after == text


@pytest.mark.parametrize("text", KEPT)
def test_sound_sentences_stay_without_evidence(text: str) -> None:
    assert mtfix.fix(text, unsafe=True).after == text


def test_evidence_comes_from_the_context() -> None:
    assert mtfix.fix("Then bellandi left.").after == "Then bellandi left."
    context = "The prize went to Marco Bellandi."
    assert mtfix.fix("Then bellandi left.", context=context).after == "Then Bellandi left."


def test_a_name_from_the_settings_is_evidence() -> None:
    config = mtfix.Config(names=("Marco Bellandi",))
    assert mtfix.fix("Then bellandi left.", config=config).after == "Then Bellandi left."
