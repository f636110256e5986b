"""Letters of other scripts that pass for Latin ones.

``STRICT`` holds those that cannot be told apart in common typefaces; a word made only of them in an English text is
taken for English. ``BROAD`` adds those that pass inside a word whose other letters are Latin.
"""

from __future__ import annotations

from typing import Final

_CYRILLIC_STRICT = ("асеорхуіјѕԁԛԝһӏАВЕКМНОРСТХІЈЅУ", "aceopxyijsdqwhlABEKMHOPCTXIJSY")
_CYRILLIC_BROAD = ("вкмнтгпиьбЬЗ", "bkmhtrnub6b3")
_GREEK_STRICT = ("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX")
_GREEK_BROAD = ("αρικυτγεηχωσβδ", "apikutyenxwobd")
_ARMENIAN = ("օոսհցզ", "onuhgq")
_PHONETIC = ("ɑɡɩɪʏʀɴʟʜɢʙᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ", "agiiyrnlhgbacdejkmoptuvwzfs")


def _table(*pairs: tuple[str, str]) -> dict[str, str]:
    """Look-alike to Latin. A capital that is not listed follows its small letter, so that case changes nothing."""
    listed = {seen: meant for pair in pairs for seen, meant in zip(*pair, strict=True)}
    return {seen.upper(): meant.upper() for seen, meant in listed.items() if len(seen.upper()) == 1} | listed


STRICT: Final[dict[str, str]] = _table(_CYRILLIC_STRICT, _GREEK_STRICT, _PHONETIC)
BROAD: Final[dict[str, str]] = _table(
    _CYRILLIC_STRICT, _GREEK_STRICT, _PHONETIC, _CYRILLIC_BROAD, _GREEK_BROAD, _ARMENIAN
)
