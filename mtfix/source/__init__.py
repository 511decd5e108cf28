"""What the original says: its text, its language, its terms, and what it tells of a fix."""
