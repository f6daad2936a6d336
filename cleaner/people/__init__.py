"""Who signs: names of people, what they do, and the lines that name them, as bylines, signatures, credits and the desk."""
