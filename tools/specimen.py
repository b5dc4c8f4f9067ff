"""Sets content/specimen/texts.yaml with brochure, typst and a browser, side by side on one page each.

Usage: python tools/specimen.py content/specimen/specimen.pdf [--browser chromium]

The same fonts, size, measure and black for all three, each asked for the Chinese setting that its own manual recommends
(typst: `covers: "latin-in-cjk"`; the browser: `text-spacing-trim`, `text-autospace` and Han quotes by `unicode-range`).
Thin rules show the measure. Without a browser its column stays empty.
"""

from __future__ import annotations

import argparse
import html
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pikepdf
import typst
import yaml

from brochure import typesetting
from brochure.color import CMYK
from brochure.diagnostics import Sink
from brochure.frame import Document, Frame, FrameItem, Page, Shape
from brochure.geometry import Point, Size
from brochure.pdf.writer import OutputOptions, write_pdf
from brochure.text.fonts import FontBook, default_catalog

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts"
SIZE, LEADING = 14.0, 24.0
EDGE, TOP, HEIGHT, WIDTH = 28.0, 74.0, 300.0, 860.0
SPARE = 30.0
"""Points right of the measure that the peers' pages have, so that what hangs out is seen and not cut."""
NAMES = ("brochure", "typst 0.15", "Chromium")
GREY = CMYK(0, 0, 0, 0.35)
INK = "#231f20"
"""What black ink on coated paper shows as on a screen: our screen edition's black."""


def main() -> int:
    """Write the specimen; needs typst (a dev dependency), and a browser for the third column."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--browser", default=shutil.which("chromium") or "")
    arguments = parser.parse_args()
    texts = yaml.safe_load((ROOT / "content" / "specimen" / "texts.yaml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours = folder / "ours.pdf"
        write_ours(texts, ours)
        peers = [set_with_typst(texts, folder)]
        if arguments.browser:
            peers.append(set_with_browser(texts, folder, arguments.browser))
        join(texts, ours, peers, arguments.out)
    return 0


def column(text: dict[str, Any], number: int) -> tuple[float, float]:
    """Left edge and width of a column on the page."""
    width = text["measure"] * SIZE
    gutter = (WIDTH - 2 * EDGE - 3 * width) / 2
    return EDGE + number * (width + gutter), width


def write_ours(texts: list[dict[str, Any]], out: Path) -> None:
    """Pages with titles, names, rules at the measure, and our own column."""
    fonts = FontBook.from_catalogs([default_catalog()])
    pages = tuple(Page(our_page(text)) for text in texts)
    document = Document(pages, "brochure specimen", "", "", "zh-Hans", 0)
    sink = Sink()
    write_pdf(document, fonts, out, OutputOptions("screen", tagged=False), sink)
    if sink.failed:
        raise SystemExit("\n".join(finding.message.en for finding in sink.found))


def our_page(text: dict[str, Any]) -> Frame:
    items: list[tuple[Point, FrameItem]] = []
    title = f"{text['title']['zh']}　{text['title']['en']}"
    put(items, title, "zh-Hans", EDGE, 28.0, 60, 11.0)
    put(items, f"{text['look']['zh']}　{text['look']['en']}", "zh-Hans", EDGE, 43.0, 110, 7.5)
    for number, name in enumerate(NAMES):
        x, width = column(text, number)
        put(items, name, "en", x, TOP - 16, width / 9, 9.0)
        for edge in (x, x + width):
            rule = Shape((("M", (0.0, 0.0)), ("L", (0.0, HEIGHT - TOP - 24))), stroke=GREY, width=0.25)
            items.append((Point(edge, TOP), rule))
    x, _ = column(text, 0)
    put(items, text["text"], text.get("lang", "zh-Hans"), x, TOP + LEADING * 0.75, text["measure"], SIZE, LEADING)
    return Frame(Size(WIDTH, HEIGHT), tuple(items))


def put(
    items: list[tuple[Point, FrameItem]], text: str, lang: str, x: float, y: float, measure: float, size: float,
    leading: float = 14.0,
) -> None:  # fmt: skip
    """Set a text with its first baseline at (x, y); `measure` in em."""
    for number, line in enumerate(typesetting.typeset(text, lang=lang, measure=measure, size=size).lines):
        items += [(Point(x + dx, y + number * leading), run) for dx, run in line.runs]


def set_with_typst(texts: list[dict[str, Any]], folder: Path) -> Path:
    source, out = folder / "peer.typ", folder / "typst.pdf"
    faces = {"zh": '((name: "Source Serif 4", covers: "latin-in-cjk"), "Noto Serif SC")', "en": '"Source Serif 4"'}
    pages = []
    for text in texts:
        width = text["measure"] * SIZE
        lang = "en" if text.get("lang") == "en" else "zh"
        pages.append(
            f"#page(width: {width + SPARE}pt, height: {HEIGHT - TOP}pt, margin: (right: {SPARE}pt, rest: 0pt))["
            f'#set text(font: {faces[lang]}, size: {SIZE}pt, lang: "{lang}", fill: rgb("{INK}"),'
            f" top-edge: {LEADING * 0.75}pt, bottom-edge: -{LEADING * 0.25}pt)\n#set par(justify: true, leading: 0pt)\n"
            f"#text({json.dumps(text['text'], ensure_ascii=False)})]"
        )
    source.write_text("\n".join(pages), "utf-8")
    typst.compile(str(source), output=str(out), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return out


def set_with_browser(texts: list[dict[str, Any]], folder: Path, browser: str) -> Path:
    faces = {"han": "noto-serif-sc/NotoSerifSC-Regular.otf", "latin": "source-serif-4/SourceSerif4-Regular.otf"}
    css = "".join(f"@font-face{{font-family:{name};src:url('file://{FONTS / file}')}}" for name, file in faces.items())
    shared = "unicode-range:U+0-B6,U+B8-2013,U+2015-2017,U+201E-2025,U+2027-2E7F"  # marks of both scripts are Han's
    css += f"@font-face{{font-family:narrow;src:url('file://{FONTS / faces['latin']}');{shared}}}"
    css += f"@page{{margin:0;size:400pt {HEIGHT - TOP}pt}}body{{margin:0;font:{SIZE}pt/{LEADING}pt narrow,han;color:{INK}}}"
    css += "p{margin:0;text-align:justify;break-after:page;text-spacing-trim:trim-start;text-autospace:normal;hyphens:auto}:lang(en){font-family:latin}"
    body = "".join(
        f"<p lang='{text.get('lang', 'zh-Hans')}' style='width:{text['measure'] * SIZE}pt'>{html.escape(text['text'])}</p>"
        for text in texts
    )
    page, out = folder / "peer.html", folder / "browser.pdf"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{css}</style>{body}", "utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
               "--disable-background-networking", "--no-first-run", f"--user-data-dir={folder / 'profile'}",
               "--no-pdf-header-footer", f"--print-to-pdf={out}", f"file://{page}"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out


def join(texts: list[dict[str, Any]], ours: Path, peers: list[Path], out: Path) -> None:
    """Lay the peers' pages over ours."""
    with pikepdf.open(ours) as sheet:
        for place, peer in enumerate(peers, 1):
            with pikepdf.open(peer) as pages:
                for number, text in enumerate(texts):
                    left, _ = column(text, place)
                    source = pages.pages[number]
                    wide, high = (float(source.mediabox[index]) for index in (2, 3))
                    box = pikepdf.Rectangle(left, HEIGHT - TOP - high, left + wide, HEIGHT - TOP)
                    sheet.pages[number].add_overlay(source, box)
        out.parent.mkdir(parents=True, exist_ok=True)
        sheet.remove_unreferenced_resources()
        sheet.save(out, deterministic_id=True)


if __name__ == "__main__":
    raise SystemExit(main())
