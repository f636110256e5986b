"""The league on the screen: the board, and handing in."""
