"""Packs: scenarios from others, in a folder or a zip. They are untrusted: bounded, checked by name, never run.

``reading`` reads one from anywhere, ``shelf`` keeps those of this machine. Names are imported from where they are, so
that a start which only reads the shelf does without the reader of zips.
"""
