"""Customs of print: what a line is whatever its words and looks say, because of what stands above or below it.

What words say by themselves is told first (`by_words`), and is put right here (`mistaken`) before anything is weighed by its looks.
"""
