"""What hangs on the wall or is handed over: posters, cards."""
