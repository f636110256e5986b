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

STRICT: Final[dict[str, str]] = {
    seen: meant for table in (_CYRILLIC_STRICT, _GREEK_STRICT, _PHONETIC) for seen, meant in zip(*table, strict=True)
}
BROAD: Final[dict[str, str]] = STRICT | {
    seen: meant for table in (_CYRILLIC_BROAD, _GREEK_BROAD, _ARMENIAN) for seen, meant in zip(*table, strict=True)
}
