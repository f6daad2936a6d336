"""`cleaner dedupe`: articles that other pages or earlier drops print again: verbatim, with small differences, or cut."""
