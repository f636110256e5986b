"""Where sentences end, and with what."""

from __future__ import annotations

import pytest

from vmdojo.message import parse

SENTENCES = [
    ("Hi Dana. Who plans? Do call! Bye", ["Hi Dana.", "Who plans?", "Do call!", "Bye"]),
    ("Really?! Yes!!! So...  Now", ["Really?!", "Yes!!!", "So...", "Now"]),
    ("So… Now. but so… now", ["So…", "Now.", "but so… now"]),
    ("hi dana. luis here. call me", ["hi dana.", "luis here.", "call me"]),
    ("hi dana it's luis at coldway call me when you can", ["hi dana it's luis at coldway call me when you can"]),
    # abbreviations
    ("Ask Dr. Ruiz, Mr. Hart, Mrs. Poe or Ms. Lim.", ["Ask Dr. Ruiz, Mr. Hart, Mrs. Poe or Ms. Lim."]),
    ("I'm at Coldway Inc. in Reno.", ["I'm at Coldway Inc. in Reno."]),
    ("I'm at Coldway Inc. We plan docks.", ["I'm at Coldway Inc.", "We plan docks."]),
    ("Acme Co. Ltd. of Reno", ["Acme Co. Ltd. of Reno"]),
    ("Main St. or Oak St. Boise", ["Main St. or Oak St. Boise"]),
    ("It's J. Ortega, J.P. Morgan's J. R. Hart.", ["It's J. Ortega, J.P. Morgan's J. R. Hart."]),
    ("So do I. Thanks.", ["So do I.", "Thanks."]),
    ("That's plan B. Then we see.", ["That's plan B.", "Then we see."]),
    ("Docks, e.g. Reno, i.e. yours, etc. are full.", ["Docks, e.g. Reno, i.e. yours, etc. are full."]),
    ("Docks, sheets, etc. Dana, one thing.", ["Docks, sheets, etc.", "Dana, one thing."]),
    ("Call at 2 p.m. Thursday.", ["Call at 2 p.m. Thursday."]),
    ("Call at 2 p.m. Thanks.", ["Call at 2 p.m.", "Thanks."]),
    ("Call by 2 p.m.", ["Call by 2 p.m."]),
    ("Call by 2pm. Thanks.", ["Call by 2pm.", "Thanks."]),
    ("See No. 4. No. I mean it.", ["See No. 4.", "No.", "I mean it."]),
    ("Across the U.S. trucks wait. In the U.S. We know.", ["Across the U.S. trucks wait.", "In the U.S.", "We know."]),
    ("You vs. Sysco, approx. 5 loads", ["You vs. Sysco, approx. 5 loads"]),
    ("Ask your rep. Dana knows.", ["Ask your rep.", "Dana knows."]),
    # figures and addresses
    ("It's 3.5 now. Or 4,000.", ["It's 3.5 now.", "Or 4,000."]),
    ("Ring 555-0148. Or coldway.com. Bye.", ["Ring 555-0148.", "Or coldway.com.", "Bye."]),
    ("1. Docks\n2. Trucks", ["1. Docks", "2. Trucks"]),
    ("Opened in 2019. Closed.", ["Opened in 2019.", "Closed."]),
    # quotes and brackets
    ('He asked "Who plans?" and left.', ['He asked "Who plans?" and left.']),
    ('Subject "Reno docks". Thanks.', ['Subject "Reno docks".', "Thanks."]),
    ("“Who plans?” That's all.", ["“Who plans?”", "That's all."]),
    ("Hi. (It's Luis.) One thing", ["Hi.", "(It's Luis.)", "One thing"]),
    # a missing space
    ("I saw Reno.It opens.", ["I saw Reno.", "It opens."]),
    ("We use Node.js now", ["We use Node.js now"]),
    # lines
    ("Hi Dana\n\nIt's Luis", ["Hi Dana", "It's Luis"]),
    ("Hi Dana\nIt's Luis", ["Hi Dana", "It's Luis"]),
    ("Hi Dana\r\nIt's Luis\rBye", ["Hi Dana", "It's Luis", "Bye"]),
    ("Hi Dana,\nit's Luis", ["Hi Dana,\nit's Luis"]),
    ("Hi Dana.\nIt's Luis.\n", ["Hi Dana.", "It's Luis."]),
    ("One more thing...\n\n", ["One more thing..."]),
    ("", []),
    ("...", []),
    ("Yes. ... ! Bye.", ["Yes. ... !", "Bye."]),
]

WRAPPED = """I saw that Reno opens in March and a second store usually
doubles the trailer moves before it halves them which is
hard with two dispatchers gone
Who plans those moves today"""


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_of_a_text(text: str, sentences: list[str]) -> None:
    message = parse(text)

    assert [text[s.start : s.end] for s in message.sentences] == sentences


@pytest.mark.parametrize(
    ("text", "closings"),
    [
        ("Hi. Who? Do!", [".", "?", "!"]),
        ("Really?! No!? So... Bye…", ["?", "?", ".", "."]),
        ("no mark\n\nat all", ["", ""]),
        ('"Who plans?"', ["?"]),
        ("by 2 p.m.", ["."]),
    ],
)
def test_closing_is_the_mark_that_ends_it(text: str, closings: list[str]) -> None:
    assert [s.closing for s in parse(text).sentences] == closings


def test_wrapped_lines_are_one_sentence_and_a_short_line_ends_one() -> None:
    message = parse(WRAPPED)

    assert [WRAPPED[s.start : s.end].split()[0] for s in message.sentences] == ["I", "Who"]


def test_lines_ended_by_hand_are_sentences_of_their_own() -> None:
    text = "Hi Dana\nLuis from Coldway\nReno opens in March\nwho plans the moves"

    assert len(parse(text).sentences) == 4


def test_sentences_and_words_point_at_each_other() -> None:
    message = parse("Hi Dana. One question: who plans those moves? 555-0148.")

    for number, sentence in enumerate(message.sentences):
        for word in message.words[sentence.first : sentence.last]:
            assert word.sentence == number
            assert sentence.start <= word.start < word.end <= sentence.end
    assert [s.last - s.first for s in message.sentences] == [2, 6, 1]
