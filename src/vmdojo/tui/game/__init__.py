"""The parts of the app: what it has in hand, the pages it turns to room by room, how it looks, how it is left."""
