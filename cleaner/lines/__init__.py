"""What a line of a page is: by its words, by the marks and the looks of it, and by the customs of print."""
