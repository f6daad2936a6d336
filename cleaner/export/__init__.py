"""`cleaner export`: the articles of an output folder in the forms that others read, a file a form."""
