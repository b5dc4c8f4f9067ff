"""Findings of a check → an annotated proof: the pages with every place marked and numbered, and the list of all."""
