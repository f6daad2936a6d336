"""What a page says twice: which blocks can be repeats, which are so on purpose, in part, astray, and loops of a reader."""
