"""The record's queries, one SQL file each."""
