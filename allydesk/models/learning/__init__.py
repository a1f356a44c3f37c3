"""The records of learning."""
