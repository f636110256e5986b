"""The league: teams that compete. Wire types, one interface with two homes, the board as a pure function, the outbox.

Nothing here is imported by the game of somebody who never joined one.
"""
