"""A league in a shared folder: a network drive, a synced folder, a checkout. It runs on honour."""

from vmdojo.league.folder.home import FolderHome, create

__all__ = ["FolderHome", "create"]
