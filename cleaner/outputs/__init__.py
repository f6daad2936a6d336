"""What `cleaner split` wrote, read again: its articles alone (`articles`), or beside the text of their pages (`pages`)."""


class Unreadable(Exception):
    """What is not as `cleaner split` writes it, or is not to be had; the message names it and says what to do."""
