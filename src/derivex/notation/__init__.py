"""Text for terms, both ways."""
