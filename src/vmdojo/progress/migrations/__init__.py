"""The record's tables, as numbered SQL files. One that has shipped is never edited: the next changes what it made."""
