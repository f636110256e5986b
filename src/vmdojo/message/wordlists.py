"""Word lists for reading English: what is spelled out, what is said, what a full stop abbreviates."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SAID: Final = _set("""
    NASA NATO OPEC FEMA OSHA HIPAA SWOT RAM ROM PIN SIM GAAP FICA SCADA NAFTA COVID ERISA CAPEX OPEX SAAS PAAS SKU
    LEED ZIP ESOP ASCII AWOL
""")
"""Capitals that are said as a word although nothing in their letters shows it."""

SPELLED: Final = _set("""
    CEO CFO COO CIO CTO CMO CISO ROI RFP RFQ RFI HR PR QA QBR AI API ERP EDI EOD EOB ETA FAQ ASAP USA UK EU VP IPO SEO
    SLA AWS SAP UPS GPS LLC IBM ATM DIY TBD FYI NDA POC POS ISO EHR EMR HOA MRO OEM OOO VPN VIP AMA ADA EPA FDA IRS
""")
"""Capitals that are spelled out even where everything else is in capitals too."""

STRESSED: Final = _set("""
    A I AM AN AS AT BE BY DO GO HE HI IF IN IS ME MY NO OF OH ON OR SO TO UP WE
    ACT ADD AGO AIR ALL AND ANY ARE ASK BAD BIG BIT BOX BUT BUY CAN CAR CUT DAY DID END FAR FEW FIX FOR FUN GET GOT GUY
    HAD HAS HER HEY HIM HIS HIT HOT HOW HUH ITS JOB KEY LAW LET LIE LOT LOW MAD MAN MAY MEN MET NEW NOR NOT NOW NUT ODD
    OFF OLD ONE OUR OUT OWN PAY PUT RAN RED RID RUN SAD SAW SAY SEE SET SHE SIR SIT SIX SON SUM TAX TEN THE TOO TOP TRY
    TWO USE WAR WAS WAY WHO WHY WIN WON WOW YES YET YOU
    BOY BYE CRY DIE DOG DUE EAT EYE FLY GAS GOD GUN HUG JOY KID MOM MUD OIL OWE SKY SUN TIE TON TOY VAN WET
    ABLE ALSO AREA AWAY EACH EASY ELSE EVEN EVER IDEA INTO ITEM KNEW KNOW OKAY ONCE ONLY ONTO OPEN OURS OVER THEY UNIT
    UPON USED USER VERY WERE WHEN YEAR YOUR
""")
"""Ordinary words of up to four letters that people put in capitals to stress them."""

LIGHT: Final = _set("""
    a an any the
    i you he she it we they me him her us them my your his its our their there
    am is are was were be been do does did have has had will would can could should may might
    i'm i'll i'd i've you're you'll you'd you've it's we're we'll we'd we've they're they'll they'd they've
    and or but if as than that this so of to in on at for from with by
""")
"""Words that run together with their neighbours in speech and take less time than their letters promise."""

ABBREVIATED: Final[dict[str, str]] = {
    "&": "and",
    "@": "at",
    "+": "plus",
    "approx": "approximately",
    "apr": "april",
    "aug": "august",
    "ave": "avenue",
    "blvd": "boulevard",
    "corp": "corporation",
    "dec": "december",
    "dept": "department",
    "dr": "doctor",
    "etc": "et cetera",
    "ext": "extension",
    "feb": "february",
    "fri": "friday",
    "hrs": "hours",
    "hvac": "h vac",
    "inc": "ink",
    "jan": "january",
    "jr": "junior",
    "lbs": "pounds",
    "ltd": "limited",
    "mins": "minutes",
    "mon": "monday",
    "mr": "mister",
    "mrs": "missus",
    "ms": "miz",
    "nov": "november",
    "oct": "october",
    "ok": "okay",
    "prof": "professor",
    "sept": "september",
    "sr": "senior",
    "st": "street",
    "thurs": "thursday",
    "tues": "tuesday",
    "vs": "versus",
}
"""Words that are read as other words."""

UNITS: Final[dict[str, str]] = {
    "b": "billion",
    "bn": "billion",
    "ft": "feet",
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "k": "thousand",
    "kg": "kilograms",
    "km": "kilometers",
    "lb": "pounds",
    "lbs": "pounds",
    "m": "million",
    "min": "minutes",
    "mins": "minutes",
    "mm": "million",
    "mn": "million",
    "sec": "seconds",
    "tn": "trillion",
}
"""Letters straight behind a figure."""

TITLES: Final = _set("dr mr mrs ms mx messrs prof vs approx eg ie e.g i.e cf")
"""Abbreviations that never end a sentence."""

SHORTENED: Final = _set("""
    inc ltd co corp llc bros jr sr rev hon st ave blvd rd mt ft dept est jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue tues wed thu thur thurs fri u.s u.k u.s.a e.u d.c ph.d
""")
"""Abbreviations that end a sentence only where a word follows that likes to begin one."""

COUNTED: Final = _set("no nos ext tel p pp")
"""Abbreviations only before a figure; words of their own elsewhere."""

STARTERS: Final = _set("""
    i i'm i've i'd i'll im we we're we've we'd we'll you you're you've you'd you'll he he's she she's they they're it
    it's its this that that's these those there there's here here's the a an my our your his her their who who's whose
    what what's when where where's why how how's which if so and but or no yes not just in on at by for from with
    before after since would could can will do does did is are was were have has had should may might let let's please
    thanks thank call hi hello hey one two three nothing everyone each most many some all both as because while
    although until once then now today tomorrow again also maybe perhaps sorry give send reply email text looking
    calling saw
""")
"""Words that begin sentences and hardly ever follow an abbreviation inside a name."""

CALENDAR: Final = _set("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun eastern pacific
    central mountain est pst cst mst edt pdt cdt mdt et pt ct gmt utc bst january february march april may june july
    august september october november december
""")
"""Capitalised words that may follow a time of day."""
