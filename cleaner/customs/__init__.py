"""Customs of print: what a line is whatever its words and looks say, because of what stands above or below it."""
