"""Builds the faces in `fonts/`: upstream files in, cut and catalogued faces out. Runs at the desk, never in a build.

recipe (what to make) → cut (instance, subset, rename) → catalogue and provenance; survey tells what the faces hold.
Only this package imports fontTools; the typesetter itself reads `fonts/catalog.json`.
"""
