"""Facts and offers as lines to the buyer."""

from __future__ import annotations

import msgspec
import pytest

from coaching.cases import scenario
from vmdojo.coaching.bank import bank
from vmdojo.coaching.tellable import address, lines_of, lowered, offered, own_topic, topics
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Offer


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("Two of her five dispatchers left this year.", "Two of your five dispatchers left this year."),
        ("Dispatch, docks and yard all report to Dana.", "Dispatch, docks and yard all report to you."),
        ("Dana's second store opens in Reno.", "your second store opens in Reno."),
        (
            "Northpole opens a second cold store in Reno in March.",
            "You open a second cold store in Reno in March.",
        ),
        ("In January Northpole moved its docks, after a fire.", "In January you moved your docks, after a fire."),
        (
            "On Monday Northpole Foods bought a firm that closed its doors.",
            "On Monday you bought a firm that closed its doors.",
        ),
        ("The Boise store of Northpole closes.", "The Boise store of Northpole closes."),
        ("Northpole has two docks and was built in 1988.", "Northpole has two docks and was built in 1988."),
        # not safe to turn round
        ("Dana ran the Chicago marathon last fall.", None),
        ("She said that the docks are full.", None),
        ("You used this last week, twice.", None),
        ('The paper wrote "docks are full" about it.', None),
        ("The grocers fine her for late loads.", None),
        ("The fines would cost her twice as much.", None),
        ("A note may go to her directly.", None),
        ("They ran dry in January.", None),
    ],
)
def test_a_fact_is_turned_round_or_left(fact: str, line: str | None) -> None:
    expected = line if line is None else line[:1].upper() + line[1:]

    assert address(fact, scenario("second-cold-store")) == expected


@pytest.mark.parametrize(
    ("offer", "line"),
    [
        ("The one-page dock plan that Boise used.", "I'm emailing you the one-page dock plan that Boise used."),
        ("One dispenser by post, hers to keep.", "Shall I send you one dispenser by post, yours to keep?"),
        ("The price for two vans, by text, today.", "I'm sending you the price for two vans, by text, today."),
        ("Walk the dock with her for twenty minutes.", None),
        ("One page with the price, by email today.", "I'm emailing you one page with the price today."),
        ("A text to Dana the minute the truck leaves.", None),
        ("One dog and one handler for a month.", None),
        (
            "A picture by text of the three places to wipe.",
            "I'm sending you a picture by text of the three places to wipe.",
        ),
        ("A clear film gauge to lay over a proof.", "Shall I send you a clear film gauge to lay over a proof?"),
        ("Half a page: may a deeper roof be offered?", None),
    ],
)
def test_an_offer_that_is_a_thing_can_be_promised(offer: str, line: str | None) -> None:
    assert offered(Offer(id="x", text=offer), scenario("second-cold-store"), bank()) == line


@pytest.mark.parametrize(
    ("sentence", "small"),
    [
        ("Two grocers fine Northpole.", "two grocers fine Northpole."),
        ("Reno opens in March.", "Reno opens in March."),
        ("Three Creeks closes its elevator.", None),
        ("Trailer moves are planned by hand.", "trailer moves are planned by hand."),
        ("Zinc is dear.", None),
    ],
)
def test_a_capital_goes_only_where_it_is_no_name(sentence: str, small: str | None) -> None:
    assert lowered(sentence, scenario("second-cold-store")) == small


def test_no_line_comes_from_what_must_not_be_told() -> None:
    for told in load_library().scenarios:
        barred = {f.id for f in told.fact if not f.may_tell or f.kind in ("decoy", "stale")}

        lines = lines_of(told, bank(), 0)

        assert not barred & {line.id for line in lines}
        assert all(not set("{}") & set(line.text) for line in lines)
        for topic, _ in topics(told):
            assert any(topic.lower() == cue.lower() for f in told.fact if f.id not in barred for cue in f.cues)


def test_every_sentence_of_a_line_stands_by_itself() -> None:
    for told in load_library().scenarios:
        for line in lines_of(told, bank(), 1):
            for sentence in parse(line.text).sentences:
                text = line.text[sentence.start : sentence.end]
                assert text[0].isupper() or text[0].isdigit()
                assert text[-1] in ".?"


def test_a_line_changes_with_the_dossier() -> None:
    told = scenario("second-cold-store")
    hidden = msgspec.structs.replace(
        told, fact=tuple(msgspec.structs.replace(f, may_tell=f.id != "reno") for f in told.fact)
    )

    assert "reno" in {line.id for line in lines_of(told, bank(), 0)}
    assert "reno" not in {line.id for line in lines_of(hidden, bank(), 0)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("One question about your trailer moves, please.", "your trailer moves"),
        ("Call me at your earliest convenience.", None),
        ("I'd love an hour of your time.", None),
        ("We want your docks and more.", "your docks"),
    ],
)
def test_a_topic_in_the_messages_own_words(text: str, topic: str | None) -> None:
    assert own_topic(parse(text), ()) == topic


def test_a_topic_at_fault_is_not_taken_up() -> None:
    text = "We want to be your docks partner."

    assert own_topic(parse(text), [(0, len(text))]) is None
