"""Pages of the Inbox: the player is the buyer."""
