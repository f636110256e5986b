"""Trying a scenario: what the judge hears, as the author types."""
