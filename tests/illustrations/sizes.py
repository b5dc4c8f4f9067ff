"""Pixels of every picture: its place on the page, bleed included, at 300 an inch."""

SIZES = {
    "dusk-skyline": (5032, 3438),
    "digital-valley": (2552, 3438),
    "computing-centre": (2552, 3438),
    "medical-centre": (2552, 3438),
    "exchange-hall": (2551, 1536),
    "road-south": (2551, 2008),
    "park-dusk": (2551, 2008),
    "meeting": (2008, 1418),
    "laboratory": (2008, 1418),
}
