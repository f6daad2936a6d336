"""`cleaner review`: web pages on which a person sees what became of every character, and puts it right."""
