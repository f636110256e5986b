"""How things are read aloud."""

from __future__ import annotations

import pytest

from vmdojo.message import spoken
from vmdojo.message.syllables import syllables

READ = [
    ("0", "zero"),
    ("14", "fourteen"),
    ("60", "sixty"),
    ("204", "two hundred four"),
    ("4,000", "four thousand"),
    ("40,000", "forty thousand"),
    ("1,234,567", "one million two hundred thirty four thousand five hundred sixty seven"),
    ("1000000", "one million"),
    ("3.5", "three point five"),
    ("0.25", "zero point two five"),
    (".5", "point five"),
    ("3.2.1", "three point two point one"),
    ("1997", "nineteen ninety seven"),
    ("1905", "nineteen oh five"),
    ("1500", "fifteen hundred"),
    ("2000", "two thousand"),
    ("2007", "two thousand seven"),
    ("2019", "twenty nineteen"),
    ("2100", "two thousand one hundred"),
    ("1,997", "one thousand nine hundred ninety seven"),
    ("1990s", "nineteen nineties"),
    ("90s", "nineties"),
    ("2nd", "second"),
    ("3rd", "third"),
    ("12th", "twelfth"),
    ("20th", "twentieth"),
    ("22nd", "twenty second"),
    ("100th", "one hundredth"),
    ("1/2", "one half"),
    ("3/4", "three quarters"),
    ("2/3", "two thirds"),
    ("½", "one half"),
    ("2½", "two and a half"),
    ("2¾", "two and three quarters"),
    ("24/7", "twenty four seven"),
    ("3/15/2026", "three fifteen twenty twenty six"),
    ("2026-03-05", "twenty twenty six three five"),
    ("89501", "eight nine five zero one"),
    ("05401", "oh five four oh one"),
    ("911", "nine one one"),
    ("#4", "number four"),
    ("60+", "sixty plus"),
    ("40k", "forty thousand"),
    ("10x", "ten x"),
    ("24hrs", "twenty four hours"),
    ("10-15", "ten to fifteen"),
    ("one-page", "one page"),
    ("-10°F", "minus ten degrees fahrenheit"),
    ("$40k", "forty thousand dollars"),
    ("$1", "one dollar"),
    ("$1.2M", "one point two million dollars"),
    ("$1.2 million", "one point two million dollars"),
    ("$5.99", "five dollars ninety nine"),
    ("$5.00", "five dollars"),
    ("$0.50", "zero dollars fifty"),
    ("£3,000", "three thousand pounds"),
    ("€2bn", "two billion euros"),
    ("50¢", "fifty cents"),
    ("US$7", "seven dollars"),
    ("$40k+", "forty thousand dollars plus"),
    ("18%", "eighteen percent"),
    ("3.5 %", "three point five percent"),
    ("10:30", "ten thirty"),
    ("10:05", "ten oh five"),
    ("10:00", "ten o'clock"),
    ("14:00", "fourteen hundred"),
    ("2pm", "two p m"),
    ("2:00 p.m.", "two p m"),
    ("9:05 AM", "nine oh five a m"),
    ("555-0148", "five five five oh one four eight"),
    ("(802) 555-0148", "eight oh two five five five oh one four eight"),
    ("1-800-555-0148", "one eight hundred five five five oh one four eight"),
    ("555-0148 x12", "five five five oh one four eight extension one two"),
    ("coldway.com/reno", "coldway dot com slash reno"),
    ("https://www.coldway.com", "w w w dot coldway dot com"),
    ("luis@coldway.com", "luis at coldway dot com"),
    ("CFO", "c f o"),
    ("RFPs", "r f p's"),
    ("CFO's", "c f o's"),
    ("555, 0148", "five five five oh one four eight"),
    ("R&D", "r and d"),
    ("U.S.", "u s"),
    ("B2B", "b two b"),
    ("401k", "four oh one k"),
    ("NASA", "nasa"),
    ("Smith & Sons", "smith and sons"),
    ("Dr. Hart vs. Ltd.", "doctor hart versus limited"),
    ("{first_name}", "first name"),
    ("___", "blank"),
    ("٣٤", "thirty four"),
    ("1" * 40, " ".join(["one"] * 40)),
]

SYLLABLES = {
    1: "a the you moves called asked trailed clothes league through world file dock freight missed rooms we're",
    2: "table business every people settled wanted doesn't doubles boxes voicemail maybe safety lion player doing",
    3: "w company tourism emailing average december area audience idea video anyone everything employee quietly",
    4: "distributor operations january security available usually society reliable",
    5: "opportunity organization manufacturing manufacturer",
}


@pytest.mark.parametrize(("text", "aloud"), READ)
def test_read_aloud(text: str, aloud: str) -> None:
    assert spoken(text) == aloud


@pytest.mark.parametrize(("count", "word"), [(n, word) for n, words in SYLLABLES.items() for word in words.split()])
def test_syllables(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("你好", 2),
        ("привет", 2),
        ("καλημέρα", 4),
        ("สวัสดี", 2),
        ("crm", 3),
        ("www", 9),
        ("b" * 9, 9),
        ("p's", 1),
        ("x's", 2),
    ],
)
def test_syllables_of_words_without_latin_vowels(word: str, count: int) -> None:
    assert syllables(word) == count
