"""What a line looks like among the lines of its page, in numbers that fitted trees are asked about."""
