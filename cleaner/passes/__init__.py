"""The passes over a page: one file each, named by the function in it. Their order is in `cleaner.pipeline`."""
