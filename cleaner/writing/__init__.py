"""Where articles go: a folder a page, or parts of many pages."""
