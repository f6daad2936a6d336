"""What a language is like: its characters, how likely they follow each other, how texts begin and what they are about."""
