"""What a line is by its words: page furniture, a form of an official document, a row of a list, a source, verse."""
