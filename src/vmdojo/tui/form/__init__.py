"""Forms: fields under each other, filled from the top."""
