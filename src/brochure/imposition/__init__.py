"""Imposition: the reader's pages of a finished PDF onto the printer's sheets.

`schemes` says which page stands where, `placement` at which point, `marks` and `dummy` draw what is not a page,
`reader` and `writer` are the file's two ends, `run` is the whole.
"""
