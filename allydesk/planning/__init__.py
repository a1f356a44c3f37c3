"""What days to plan around: observances, public holidays, clashes, and days that are free."""
