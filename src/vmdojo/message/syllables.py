"""Counting syllables: groups of vowels, corrected for what English spelling joins, splits and keeps silent.

Against a pronouncing dictionary the count agrees for 99 of 100 words of running English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vmdojo.message.late import late

_VOWELS = re.compile("[aeiouyà-æè-ïò-öøù-ýÿœ]+")
_OTHER_VOWELS = late("[аеёиоуыэюяіїєαεηιουωάέήίόύώ]")
_SILENT = re.compile(
    "|".join(
        (
            r"(?:[^aeiouyl]|[aeiouyrw]l)e(?:'s)?$",  # quote, mobile, but not table
            r"(?:[^aeiouylszxchg]|[aeiouyrw]l|th)es$",  # quotes, clothes, but not boxes
            r"(?:[^aeiouytdlr]|[aeiouyr][lr]|ll)ed$",  # missed, called, but not wanted, settled
            r"(?:[^aeioul]e(?=ment)|[^aeiou]e(?=ly|ful|less|ness))(?=(?:ly|ments?|ful|fully|less|ness)(?:'s)?$)",
            # First parts of compounds: voicemail, something, wholesale
            r"^(?:some|home|life|side|time|face|name|base|make|place|line|nine|more|house|case|ware|pipe|fore|guide|frame"
            r"|whole|share|wide|live|game|come|race|voice|trade|store|price|safe|white|fire|wire|space|rate|note|file|smoke"
            r"|stake|else|there|where|here|one|like|use|care|hope|score)(?<=[^e]e)(?=[bcfghjklmpqtwxz])",
            r"(?:gu|qu)es?$",  # league, techniques
        )
    )
)
"""An e (or ue) that is written and not sounded."""

_SPLIT = re.compile(
    "|".join(
        (
            r"[^ctgsln]ia(?!ge|lly?$|m)|[^ctgsxln]ial|liab|liance|nial|[ct]iat|siast|^gia",  # via, reliable
            r"[^cstgxnl]io(?!n)|(?<!r)io$|[^aeioucstgxqlnh]ion|^l?ion|niori|[^n]iu",  # various, studio, champion
            r"[^cstrfln]ien|[^aeiouf]rien[ct]|orien|lien|tienti|scien|[^aeiou]iety|quiet|[rtln]ietie|varie",  # audience
            r"[^aeiouhptd]ier(?!c)|[pd]pier|[^r]iest$",  # easier, happiest
            r"[aeiouy]ing|isms?$",  # doing, tourism
            r"[^aeoug]eo(?!u|p|n$)|[^g]eous|creat(?!u)|[^aeiou]reali|react|(?:^|[^dhlmvpt])eali|rea[lp]p|idea|area"
            r"|nuclea|theat|montrea|muse|deity|experie|diab",  # video, reality
            r"[^qg]ua[lt](?!t)|[^qgt]uar|[^qg]uen[ct]|[^q]uition|uou|u[aeo]us|ruin|[^q]uit[yo]|luid|suicid",  # fluent
            r"[ao]ya|[ao]ye[er]|[ao]yo[^n]|uye|viet|[dlq]iet|poe[mt]|aos|naiv|hawai|noa|joel|duo|iow|whoev",  # player
            r"(?:does|is|was|could|would|should|did|had|has|might|must|need)n't",
            r"[^aeiouy]'(?:ve|ll|d)$|(?:[sxz]|ch|sh|[cg]e)'s$",  # it'll, Marcus's
        )
    )
)
"""Vowels side by side that are sounded apart, and endings that have a syllable and no vowel letter."""

_EXCEPTIONS: Final[dict[str, int]] = {
    "anyone": 3, "anything": 3, "argue": 2, "awesome": 2, "basically": 3, "behavior": 3, "being": 2, "beyond": 2,
    "brian": 2, "bryan": 2, "business": 2, "businesses": 3, "cafe": 2, "catholic": 2, "ceo": 3, "chocolate": 2,
    "colleague": 2, "comfortable": 3, "diego": 3, "different": 2, "entirely": 3, "etcetera": 4, "european": 4,
    "evening": 2, "evenings": 2, "every": 2, "everybody": 4, "everyday": 3, "everyone": 3, "everything": 3,
    "everywhere": 3, "family": 2, "genuine": 3, "graduate": 3, "guarantee": 3, "guaranteed": 3, "hmm": 1, "hundred": 2,
    "hundreds": 2, "ian": 2, "ideal": 2, "interest": 2, "interested": 3, "interesting": 3, "jose": 2, "louis": 2,
    "luis": 2, "maybe": 2, "miami": 3, "mm": 1, "movement": 2, "naked": 2, "paas": 1, "people": 2, "people's": 2,
    "psst": 1, "recipe": 3, "rely": 2, "reno": 2, "restaurant": 2, "ryan": 2, "saas": 1, "safety": 2, "salesforce": 2,
    "sean": 1, "several": 2, "shh": 1, "sku": 1, "somebody": 3, "someone": 2, "someone's": 2, "something": 2,
    "specifically": 4, "temperature": 3, "vegetable": 3, "vegetables": 3, "wednesday": 2, "wednesdays": 2,
    "whatever": 3, "whoever": 3, "wicked": 2,
}  # fmt: skip
"""Too frequent, or too much at home in a sales message, to be left to the rules."""


@lru_cache(maxsize=32768)
def syllables(word: str) -> int:
    """Syllables of one lower-case word, at least one. A Latin word without vowels is spelled out.

    Other scripts are estimated: a syllable a vowel, a picture, or two and a half letters.
    """
    if len(word) == 1:
        return 3 if word == "w" else 1
    if len(word) == 3 and word.endswith("'s"):
        return syllables(word[0]) + (word[0] in "hsxz")  # the CFO's, two RFPs
    if (known := _EXCEPTIONS.get(word)) is not None:
        return known
    groups = len(_VOWELS.findall(word))
    if groups:
        return max(1, groups - len(_SILENT.findall(word)) + len(_SPLIT.findall(word)))
    if word.isascii():
        return max(1, sum(3 if char == "w" else 1 for char in word if char.isalnum()))
    return sum(map(_is_picture, word)) or len(_OTHER_VOWELS.findall(word)) or max(1, round(len(word) / 2.5))


def _is_picture(char: str) -> bool:
    """Whether it is kana, Han or Hangul: a syllable a character."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
