"""`cleaner check`: what is wrong with a drop of pages, or with what was made of them, as findings under permanent rules."""
