"""What must hold between the languages of a brochure, and before it may be printed.

`numbers` compares figures by value, `terms` the agreed words, `completeness` what a release needs; `check` runs them
all on a loaded brochure. Nothing here changes a page.
"""
