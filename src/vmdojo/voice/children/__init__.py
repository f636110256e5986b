"""Programs that touch sound, each run as ``python -m``. They import nothing of vmdojo but each other."""
