"""A brochure of one paragraph pair, to be spoilt and built."""

from __future__ import annotations

from pathlib import Path

from brochure.build import Built, Options, build

HEAD = """\
brochure: 1
document:
  title: {zh: "册", en: "Book"}
"""
STORY = """\
sections:
  - kind: story
    id: one
    title: {zh: "题", en: "Title"}
    text:
      zh: |
        一段文字。
      en: |
        One paragraph.
"""


def run(folder: Path, text: str, options: Options | None = None) -> Built:
    """Build it; the file is there exactly when there was no error."""
    (folder / "brochure.root").touch()
    file = folder / "brochure.yaml"
    file.write_text(text, "utf-8")
    out = folder / "out.pdf"
    built = build(file, out, options or Options())
    assert out.exists() == (not built.failed)
    return built
