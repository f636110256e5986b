"""Pages of the game: a drill and its exercises."""
