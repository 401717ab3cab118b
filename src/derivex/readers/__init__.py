"""Readers: text of one format or another to derivations; nothing here is ever evaluated."""
