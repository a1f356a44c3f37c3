"""What awards go by: their types, rounds with committee and criteria, and who signs."""
