"""Finished pages to bytes: fonts, pictures, colours, marks, tags. Sees frames only, never the model or the layout."""
