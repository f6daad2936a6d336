"""Where pages come from: files, folders, archives, tables, URLs; and how their bytes are decoded."""
