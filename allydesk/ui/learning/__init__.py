"""The place of learning: courses, who has done them, what is due, and what there is to read."""
