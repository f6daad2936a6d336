"""The forms in which findings are told, a file each: a function from findings to text."""
