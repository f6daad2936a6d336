"""Pages in another language than the one that all is fitted to: what a line is, by marks, capitals, and what stands beside it."""
