"""Measure what came out against labelled pages: the field's measures, on anyone's pages."""
