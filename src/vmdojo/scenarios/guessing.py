"""What kind of fact a line is, guessed from its words: a first word for the player to change, never a judgement."""

from __future__ import annotations

import re
from typing import Literal, get_args

Kind = Literal["trigger", "market", "pain", "role", "proof", "referral", "background", "secret"]
"""What a form calls a fact: the dossier's kinds, and what one knows but will not say."""
KINDS: tuple[Kind, ...] = get_args(Kind)


_SIGNS: tuple[tuple[Kind, str], ...] = (
    (
        "referral",
        r"\b(?:sent me|told me (?:to|about)|said (?:to (?:call|ring|ask)|i should)|suggested (?:i|that i|me)|"
        r"referred (?:me|us)|introduced (?:me|us)|"
        r"gave me (?:your|his|her|their|the) (?:name|number)|recommended (?:i|me)|"
        r"mentioned (?:you|her|him|them)|put me on to|passed me)\b",
    ),
    (
        "secret",
        r"\b(?:confidential|off the record|between us|not public|not official|rumou?r|don't (?:say|mention|"
        r"tell)|"
        r"do not (?:say|mention|tell)|must not (?:say|mention)|"
        r"divorce|illness|sick leave|cancer|salary|laid off because)\b",
    ),
    (
        "proof",
        r"\b(?:our (?:customer|client)s?|a (?:customer|client) of ours|we (?:helped|saved|cut|did this|built|"
        r"got)|"
        r"(?:cut|saved|halved|dropped|went from) .{0,60}"
        r"\b(?:with us|after|in (?:a|one|two|three|six) (?:week|month)s?)|"
        r"case study|uses? (?:us|ours)|bought (?:it )?from us|runs? (?:on )?ours)\b|"
        r"^an? (?:\S+ ){1,5}(?:in|at|near|down|up) [A-Z].*\d|\byou may tell it\b",
    ),
    (
        "market",
        r"\b(?:regulation|regulations|new (?:law|rule|rules|standard|tax|tariff)|directive|ban|banned|"
        r"inspector(?:ate)?|deadline"
        r"|industry|trade fair|trade show|competitor|competitors|across the (?:sector|trade|county|state|"
        r"country)|"
        r"sector|the market|ministry|government|council (?:has|will|voted)|prices? (?:of|for|have|rose|went|"
        r"up)|"
        r"shortage|everyone in|most (?:firms|shops|plants|schools|hotels|clinics)|tariffs?|the state|federal|"
        r"nationwide)\b",
    ),
    (
        "pain",
        r"\b(?:late|complain\w*|problem|problems|trouble|broke|breaks|broken|breakdowns?|fail(?:s|ed|ing|"
        r"ures?)?|lost|lose|"
        r"losing|loses|missed|misses|missing|short of|too (?:few|slow|many|long|much|old)|can't|cannot|fined|"
        r"fines?|"
        r"delay(?:s|ed)?|wait(?:s|ed|ing)?|queues?|overtime|by hand|waste[sd]?|errors?|wrong|leak(?:s|ed|ing)?|"
        r"returns?|backlog|stuck|struggl\w+|costs? (?:her|him|them)|hours? a (?:day|week)|jam(?:s|med)?|"
        r"turned away|"
        r"understaffed|quit|nobody (?:to|has|left)|no one (?:to|has|left))\b",
    ),
    (
        "trigger",
        r"\b(?:opens?|opened|opening|open in|moves?|moved|moving|hired?|hiring|hires|new (?:\w+ )?(?:head|"
        r"director|manager|"
        r"chief|owner|plant|site|store|office|branch|building|wing|line|shop|warehouse|hall|contract|role)|"
        r"announced?|launch(?:es|ed|ing)?|won|"
        r"award(?:ed)?|merg(?:es|ed|er|ing)|bought|acquired|took over|raised|funding|expand(?:s|ed|ing)?|"
        r"started|starts|began|begins|joined|joins|promoted|posted|advertis(?:es|ed|ing)|job ad|vacancy|tender|"
        r"permit|broke ground|signed|just|last (?:week|month|tuesday|monday|wednesday|thursday|friday)|"
        r"next (?:week|month|spring|summer|autumn|fall|winter|year)|this (?:week|month)|"
        r"yesterday|today|since (?:monday|friday|last|may|june|july|january|march|april)|"
        r"(?:in|on|from|until|before|after) (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|"
        r"september|october|november|december))\b",
    ),
    (
        "role",
        r"\b(?:responsible for|in charge of|reports? to|decides?|signs? off|answers? (?:for|to)|looks? after|"
        r"runs the|"
        r"heads the|her job|his job|their job|manages|oversees|budget|approves|years (?:in|as)|used to (?:be|"
        r"run|work))\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SIGNS)


def guess_kind(text: str) -> Kind:
    """What kind of fact a line most likely is, by its words; ``background`` where none of them tells."""
    return next((kind for kind, signs in _COMPILED if signs.search(text)), "background")
