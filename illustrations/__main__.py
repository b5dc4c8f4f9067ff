"""`python -m illustrations [name …] [--scale 0.2] [--out folder]`: draws the art and the stand-in pictures again."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from illustrations import bench, dusk, hall, health, indoors, rooms, south, towers
from illustrations.kit import ASSETS, Picture, save
from illustrations.threads import DRAWINGS

PICTURES: dict[str, Callable[[float], Picture]] = {
    "dusk-skyline": dusk.dusk_skyline,
    "digital-valley": towers.digital_valley,
    "computing-centre": indoors.computing_centre,
    "medical-centre": health.medical_centre,
    "exchange-hall": hall.exchange_hall,
    "road-south": south.road_south,
    "park-dusk": south.park_dusk,
    "meeting": rooms.meeting,
    "laboratory": bench.laboratory,
}


def main() -> None:
    """Full size goes to assets/; a proof at another scale goes to --out, so that it never replaces a final."""
    parser = argparse.ArgumentParser(prog="python -m illustrations", description=__doc__)
    parser.add_argument("name", nargs="*", help="all of them when left out")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    unknown = set(args.name) - {*DRAWINGS, *PICTURES}
    if unknown:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    out = args.out or (ASSETS if args.scale == 1 else Path("build/illustrations"))
    art, pictures = (out / "art", out / "illustrations") if out == ASSETS else (out, out)
    for folder in (art, pictures):
        folder.mkdir(parents=True, exist_ok=True)
    for name in args.name or [*DRAWINGS, *PICTURES]:
        start = time.perf_counter()
        if name in DRAWINGS:
            path = art / f"{name}.json"
            DRAWINGS[name]().save(path)
        else:
            path = pictures / f"{name}.jpg"
            save(PICTURES[name](args.scale).finish(), path, ppi=300 * args.scale)
        print(f"{path}  {path.stat().st_size / 1024:.0f} KB  {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
