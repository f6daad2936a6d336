"""Which block goes on in which: evidence of a pair (`evidence`), its score (`score`), the best set of links (`search`)."""
