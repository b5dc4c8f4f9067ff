"""A brochure in the browser, laid out anew whenever one of its files is saved.

`desk` keeps the newest pages that could be laid out, `raster` makes pictures of them, `places` tells which line of the
YAML stands where, `watch` sees what was saved, and `server` shows it all on this machine alone.
"""
