"""A league behind HTTP: who joined, what was handed in and when, graded here and nowhere else (``vmdojo[server]``)."""
