"""A voicemail that is only quoted is left for nobody; a buyer's own words may be quoted."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone
from vmdojo.grading import grade
from vmdojo.grading.quoting import quoted_voicemail
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

SHED = ("water at the east door of the shed", "neighbour used a gully brush")
WHOLE = (
    "Faisal, your Luton shed floods by the east door, and a neighbour cured theirs with a nine-pound gully brush. "
    "Shall I send a picture?"
)


def test_the_message_itself_is_a_good_one() -> None:
    assert to_anyone(f"Gaz at Drainwell. {WHOLE} 555-0169.", "cold", *SHED).total >= 70


@pytest.mark.parametrize(
    "frame",
    [
        "My manager would have me say: '{}' But I don't do scripts. You buying or what? Gaz, 555-0169.",
        "I'd like to read you a first-rate voicemail. Quote: {} Unquote. Isn't that good? Gaz, 555-0169.",
        "Here is how a message ought to go, \u201c{}\u201d That's the stuff. Gaz, 555-0169.",
        'The script says "{}" and I am told to stop there. Gaz, 555-0169.',
    ],
)
def test_held_up_as_another_s_words_it_is_worth_little(frame: str) -> None:
    judged = to_anyone(frame.format(WHOLE), "cold", *SHED)
    assert "sense.quoted" in caps(judged)
    assert judged.total <= 30


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ann, your review says 'we waited forty minutes and nobody told us where the car was or when it would come "
        "up, and your man shrugged'. Is that the lift? I can send what one garage hung on the wall. Lou, 555-0143.",
        "Hi Ann, you wrote 'we lose two hours each morning to your gate and nobody can say why it opens late'. It's "
        "the guard's rota. Want ours? Lou at Gatewell, 555-0143.",
        "Hi Ann, my old boss used to say, 'never sell a pump to a man who can mend his'. Yours can be mended: it's the "
        "lip seal, nine pounds. Shall I send you the part number? Lou at Pumpwise, 555-0143.",
        "The drivers' sheet and the guards' sheet at your gate don't agree, which is why you pay twice. Shall I send a "
        "sheet that does both? Lou, 555-0143.",
        "Could you quote for nine pumps, or shall we quote you for the repair of yours? Lou, 555-0143.",
        "An unquote alone is nothing, Ann, whatever your message says. Lou, 555-0143.",
    ],
)
def test_the_buyer_s_words_and_proverbs_may_be_quoted(text: str) -> None:
    assert quoted_voicemail(Reading(parse(text))) is None
    assert "sense.quoted" not in rules(grade(text))


def test_an_unquote_before_the_quote_opens_nothing() -> None:
    assert quoted_voicemail(Reading(parse("Unquote, I say, and never quote your message to me, Ann."))) is None


def test_marks_that_open_and_never_close_are_looked_at_once_each() -> None:
    for mark in ("'a ", "\u2018a ", '"a '):
        assert quoted_voicemail(Reading(parse(f"The script says {mark * 3000} you"))) is None
