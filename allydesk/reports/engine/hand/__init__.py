"""What is filled in with a pen: boxes to tick, scales, squares for digits, slips to cut apart."""
