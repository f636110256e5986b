"""Which words a text has, what they are, and what they are compared by."""

from __future__ import annotations

import pytest

from vmdojo.message import WordKind, parse

TOKENS = [
    # ordinary words
    ("Hi Dana, it's Luis.", ["Hi", "Dana", "it's", "Luis"]),
    ("don’t wait for Dana’s team", ["don’t", "wait", "for", "Dana’s", "team"]),
    ("rock 'n' roll, the carriers' yard", ["rock", "n", "roll", "the", "carriers", "yard"]),
    ("I'd've called", ["I'd've", "called"]),
    ("café Zürich naïve", ["café", "Zürich", "naïve"]),
    ("cafe\u0301 later", ["cafe\u0301", "later"]),
    ("snake_case stays apart", ["snake", "case", "stays", "apart"]),
    # hyphens part
    ("a one-page plan for your 60-truck yard", ["a", "one", "page", "plan", "for", "your", "60", "truck", "yard"]),
    ("state-of-the-art", ["state", "of", "the", "art"]),
    ("Reno—that’s new", ["Reno", "that’s", "new"]),
    ("10-15 minutes", ["10", "15", "minutes"]),
    # one token each
    ("555-0148.", ["555-0148"]),
    ("call (802) 555-0148, please", ["call", "(802) 555-0148", "please"]),
    ("+1 802 555 0148", ["+1 802 555 0148"]),
    ("802.555.0148", ["802.555.0148"]),
    ("1-802-555-0148 or 802/555-0148", ["1-802-555-0148", "or", "802/555-0148"]),
    ("802 555 0148 today", ["802 555 0148", "today"]),
    ("+44 (0)20 7946 0958", ["+44 (0)20 7946 0958"]),
    ("020 7946 0958", ["020 7946 0958"]),
    ("01 23 45 67 89", ["01 23 45 67 89"]),
    ("8025550148", ["8025550148"]),
    ("555-0148 ext. 12 today", ["555-0148 ext. 12", "today"]),
    ("1-800-COLDWAY", ["1-800-COLDWAY"]),
    ("at 10:30 or 2pm or 2 p.m.", ["at", "10:30", "or", "2pm", "or", "2 p.m."]),
    ("9:05 AM", ["9:05 AM"]),
    ("$40k, $1.2M, £3,000, €5 and US$7", ["$40k", "$1.2M", "£3,000", "€5", "and", "US$7"]),
    ("$1.2 million a year", ["$1.2 million", "a", "year"]),
    ("3,000€ or 50¢", ["3,000€", "or", "50¢"]),
    ("1,200 euros", ["1,200", "euros"]),
    ("18% or 3.5 % more", ["18%", "or", "3.5 %", "more"]),
    ("3.5 4,000 40,000.75 .5", ["3.5", "4,000", "40,000.75", ".5"]),
    ("the 2nd of 22nd", ["the", "2nd", "of", "22nd"]),
    ("24/7, 1/2, 3/15/2026", ["24/7", "1/2", "3/15/2026"]),
    ("2½ pallets at -10°F", ["2½", "pallets", "at", "-10°F"]),
    ("#4 in 2019", ["#4", "in", "2019"]),
    ("coldway.com/reno.", ["coldway.com/reno"]),
    ("https://coldway.com/a?b=c, www.coldway.io", ["https://coldway.com/a?b=c", "www.coldway.io"]),
    ("luis.ortega@coldway.co.uk!", ["luis.ortega@coldway.co.uk"]),
    ("AT&T and R&D", ["AT&T", "and", "R&D"]),
    ("Smith & Sons", ["Smith", "&", "Sons"]),
    ("the U.S. office, e.g. Reno", ["the", "U.S.", "office", "e.g.", "Reno"]),
    ("B2B, 3PL, Q3, 401k, 5G", ["B2B", "3PL", "Q3", "401k", "5G"]),
    # leftovers of a template are one token, whatever is in them
    ("Hi {first_name}, {{company name}}", ["Hi", "{first_name}", "{{company name}}"]),
    ("Hi [First Name] at <company>", ["Hi", "[First Name]", "at", "<company>"]),
    ("[Company]'s fleet", ["[Company]'s", "fleet"]),
    ("%FIRST_NAME% $FIRST_NAME ___ *|FNAME|*", ["%FIRST_NAME%", "$FIRST_NAME", "___", "*|FNAME|*"]),
    ("call XXX-XXX-XXXX, XXX", ["call", "XXX-XXX-XXXX", "XXX"]),
    ("this is INSERT NAME from", ["this", "is", "INSERT NAME", "from"]),
    ("insert company here now", ["insert company here", "now"]),
    # and what only looks like one
    ("love it <3", ["love", "it", "3"]),
    ("[laughs] so [pause] yes", ["laughs", "so", "pause", "yes"]),
    ("5 < 6 and 7 > 6", ["5", "6", "and", "7", "6"]),
    ("please insert coin", ["please", "insert", "coin"]),
    ("up 5% and 6% up", ["up", "5%", "and", "6%", "up"]),
    ("", []),
    ("   \n\t ", []),
    ("?!... --- 😀 ,,,", []),
]

KINDS = [
    (WordKind.WORD, ["Dana", "don't", "NASA", "FREE", "NOW", "A", "I", "naïve", "Привет", "&", "SaaS", "OSHA", "RENO"]),
    (
        WordKind.ACRONYM,
        ["RFP", "CFO", "RFPs", "CFO's", "U.S.", "e.g.", "AT&T", "B2B", "Q3", "IT", "US", "ASAP", "HVAC"],
    ),
    (
        WordKind.NUMBER,
        ["14", "4,000", "3.5", "2nd", "24/7", "1997", "½", "2½", "#4", "40k", "10x", "89501", "40,000", ".5"],
    ),
    (WordKind.NUMBER, ["-10°F", "72°", "1990s", "3/15", "2026-03-15", "60+", "1000000"]),
    (WordKind.MONEY, ["$40k", "$1.2M", "£3,000", "$5.99", "US$7", "€2.5 billion", "50¢", "$.50", "$1"]),
    (WordKind.PERCENT, ["18%", "3.5%", "100 %"]),
    (WordKind.TIME, ["10:30", "2pm", "2 p.m.", "14:00", "9:05 AM", "7a.m."]),
    (WordKind.PHONE, ["555-0148", "(802) 555-0148", "+1 802 555 0148", "802.555.0148", "5550148", "555-0100"]),
    (WordKind.PHONE, ["+49 30 901820", "0412 345 678", "07700 900123", "1-800-COLDWAY"]),
    (WordKind.ADDRESS, ["coldway.com", "www.coldway.io/reno", "a@b.co", "http://x.y/z", "Coldway.COM"]),
    (WordKind.PLACEHOLDER, ["{first_name}", "{{x}}", "{}", "[Company]", "[your name]", "<name>", "<<name>>", "%NAME%"]),
    (WordKind.PLACEHOLDER, ["$FIRST_NAME", "XXX", "___", "INSERT NAME", "${company}", "[[date]]", "«First Name»"]),
]

NOT_PHONES = ["1997-2019", "89501-1234", "40,000", "2019", "100-2000", "10-15", "$4,000,000", "1,234,567", "1000000"]

FOLDED = [
    ("Dana’s", "dana's"),
    ("DON'T", "don't"),
    ("Café", "café"),
    ("cafe\u0301", "café"),
    ("glo\u00adbal", "global"),
    ("g\u200blo\u200dbal", "global"),
    ("glo\x00bal", "global"),
    ("ｇｌｏｂａｌ", "global"),
    ("𝐠𝐥𝐨𝐛𝐚𝐥", "global"),
    ("glоbаl", "global"),  # Cyrillic o and a
    ("ﬁne", "fine"),
    ("&", "and"),
    ("$40K", "$40k"),
    ("555–0148", "555-0148"),
    ("İstanbul", "istanbul"),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [word.text for word in parse(text).words] == words


@pytest.mark.parametrize(("kind", "token"), [(kind, token) for kind, tokens in KINDS for token in tokens])
def test_kind_of_a_word_in_a_sentence(kind: WordKind, token: str) -> None:
    words = [word for word in parse(f"so then {token} it was").words if word.text == token]

    assert [word.kind for word in words] == [kind]


@pytest.mark.parametrize("text", NOT_PHONES)
def test_other_figures_are_no_phone_numbers(text: str) -> None:
    assert WordKind.PHONE not in {word.kind for word in parse(f"it was {text} then").words}


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_word_is_folded_for_comparing(text: str, folded: str) -> None:
    word = parse(f"this is {text} here").words[2]

    assert (word.text, word.folded) == (text, folded)


def test_capitals_in_a_shouted_sentence_are_words() -> None:
    kinds = {word.text: word.kind for word in parse("OUR DOCK TEAM AT NIKE NEEDS AN RFP. We use the WMS.").words}

    assert kinds["DOCK"] is kinds["NIKE"] is WordKind.WORD
    assert kinds["RFP"] is kinds["WMS"] is WordKind.ACRONYM


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Dana, one thing: Reno; yes (truly) so", ["Dana", "thing", "Reno", "yes", "truly", "so"]),
        ("Dana - or Luis — or “Ana” then", ["Dana", "Luis", "or", "Ana", "then"]),
        ("a one-page plan. The carriers' yard", ["plan", "yard"]),
        ("wait... what", ["wait", "what"]),
        ("first line\nsecond line", ["line", "line"]),
    ],
)
def test_loose_words_have_a_mark_behind_them(text: str, loose: list[str]) -> None:
    assert [word.text for word in parse(text).words if word.loose] == loose
