"""The records of awards."""
