"""What is done with what people say: written down, filed, handed over, typed in, let go."""
