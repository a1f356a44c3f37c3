"""Days to plan around on screen: what clashes, what is free, and the year of observances."""
