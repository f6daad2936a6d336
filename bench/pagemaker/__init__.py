"""Make labelled pages from whole articles: set in columns, read back in other orders, damaged. For fitting, never shipped."""
