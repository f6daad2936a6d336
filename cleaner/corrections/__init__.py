"""What people put right on a page, kept in a file and applied after the passes, so that the next run has it too."""
