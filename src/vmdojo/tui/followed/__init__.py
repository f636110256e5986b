"""A page of the game."""
