"""Documents about courses, what people have learned, and the days of the year."""
