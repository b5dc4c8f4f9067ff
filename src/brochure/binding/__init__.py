"""How the sheets become a thing in the hand: papers, panels and how they fold, stitching, the spine.

Knows lengths and findings, nothing of pages: what layout needs of a folded sheet are its panels' names and places.
"""
