"""Folding for comparing, and what counts as a trick."""

from __future__ import annotations

import pytest

from vmdojo.message import fold, parse

FOLDED = [
    ("Don’t “wait” – Dana…", 'don\'t "wait" - dana...'),
    ("don't — wait", "don't - wait"),
    ("ＦＲＥＥ　trial", "free trial"),
    ("𝒻𝓇𝑒𝑒 trial", "free trial"),
    ("glo\u00adbal part\u200bner", "global partner"),
    ("\u202eglobal\u202c", "global"),
    ("\ufeffHi", "hi"),
    ("nul\x00l and \x1b[1m", "null and [1m"),
    ("a\tb\r\nc", "a\tb \nc"),
    ("Café Zürich", "café zürich"),
    ("Cafe\u0301 Zu\u0308rich", "café zürich"),
    ("c̶a̶l̶l̶ me", "call me"),
    ("ﬁt ﬂow №5", "fit flow no5"),
    ("glоbаl pаrtner", "global partner"),
    ("сору of our оffеr, call me", "copy of our offer, call me"),
    ("ɢʟᴏʙᴀʟ partner", "global partner"),
    ("Привет, Дана", "привет, дана"),
    ("Он сказал: сор", "он сказал: сор"),
    ("καλημέρα", "καλημέρα"),
    ("नमस्ते", "नमस्ते"),
    ("\ud800lone", "lone"),
    ("", ""),
]

HIDDEN = [
    ("glo\u00adbal", ["\u00ad"]),
    ("g\u200b\u200blobal par\u2060tner", ["\u200b\u200b", "\u2060"]),
    ("ca\u0000ll", ["\x00"]),
    ("\u202eabc", ["\u202e"]),
    ("glоbаl", ["о", "а"]),
    ("a global ｐａrtner", ["ｐａ"]),
    ("𝐟ree", ["𝐟"]),
    ("c̶all", ["\u0336"]),
    ("our сору", ["сору"]),
]

NO_TRICKS = [
    "Don’t “wait” – it’s Dana’s — truly…",
    "Café Zürich, naïve señor Škoda, Nguyễn Văn Ệ",
    "Cafe\u0301 Zu\u0308rich",
    "Five\xa0trucks, £5, 20\u202f€",
    "\ufeffHi Dana",
    "Love it ❤\ufe0f 👩\u200d👩\u200d👧 1\ufe0f\u20e3 go",
    "Привет, Dana. Он сказал нет.",
    "می\u200cخواهم",
    "नमस्ते क्\u200dष",
    "Hi Ольга, it's Luis",
    "10 µm, 5 Ω, ½, m²",
    "line\r\nline\ttab\u2028line",
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "hidden"), HIDDEN)
def test_tricks_are_reported_where_they_stand(text: str, hidden: list[str]) -> None:
    assert [text[start:end] for start, end in parse(text).hidden] == hidden


@pytest.mark.parametrize("text", NO_TRICKS)
def test_ordinary_writing_is_no_trick(text: str) -> None:
    assert parse(text).hidden == ()


def test_invisible_characters_do_not_split_a_word_and_stay_in_its_place() -> None:
    text = "our glo\u00adbal part\u200bner\u200b plan"

    words = parse(text).words

    assert [word.folded for word in words] == ["our", "global", "partner", "plan"]
    assert [text[word.start : word.end] for word in words] == ["our", "glo\u00adbal", "part\u200bner", "plan"]


def test_words_of_other_scripts_hold_together() -> None:
    assert [word.text for word in parse("नमस्ते दुनिया, Привет мир").words] == ["नमस्ते", "दुनिया", "Привет", "мир"]
