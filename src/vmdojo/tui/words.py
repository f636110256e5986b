"""How the screens name the things that files and grades name by key."""

from __future__ import annotations

from vmdojo.grading.model import DimensionName
from vmdojo.scenarios.model import NO_COMPANY, NO_ROLE, Buyer, Relationship

RELATIONSHIP: dict[Relationship, str] = {
    "cold": "cold",
    "referred": "referred",
    "inbound": "they asked",
    "met": "you have met",
    "customer": "customer",
}
"""What lies between buyer and caller, for the corner of a page."""

CALLER: dict[Relationship, str] = {
    "cold": "a stranger",
    "referred": "somebody who was sent",
    "inbound": "somebody they wrote to",
    "met": "somebody they have met",
    "customer": "their supplier",
}
"""The caller as this buyer sees them."""

DIMENSION: dict[DimensionName, str] = {
    "relevance": "relevance",
    "scariness": "ask",
    "brevity": "brevity",
    "value": "value",
    "tone": "tone",
    "next_step": "next step",
}
"""The dimensions as the screens call them."""

OPEN_QUOTE, CLOSE_QUOTE = "“", "”"


def quoted(text: str) -> str:
    """Text between the quotation marks that the game uses for speech."""
    return f"{OPEN_QUOTE}{text.strip()}{CLOSE_QUOTE}"


def known_of(buyer: Buyer) -> str:
    """Role and company of a buyer, as far as they are known."""
    return ", ".join(part for part in (buyer.role, buyer.company) if part not in (NO_ROLE, NO_COMPANY))
