"""What `brochure typeset` writes, read back by PDFium: places in the file are the places reported."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

TEXTS = [
    "但应当看到，数字经济园区建设取得了明显成效，“天鑫”（Tianxin）基金总规模达96.92亿元。",
    "他说：“真的吗？！”——“是的……”《甲》《乙》、〈丙〉，让·雅克·卢梭。",
    "The quick brown fox jumps over the lazy dog and the office; efficient fluffy fjords.",
    "第一行\n第二行较长一些\n\n第四行",
    "中文Latin混排2025-11-23与¥1,200以及50%的增长，25℃、36.5°。",
    "“‘内’外”（（括））。」",
    "Children’s Day 与 T’Pol 的 “smart quotes” 测试",
]
JOBS: list[dict[str, Any]] = [
    {"text": text, "measure": measure, "align": align}
    for text in TEXTS
    for measure in (8, 13.7, 20)
    for align in ("justify", "left", "right", "center")
] + [
    {"text": TEXTS[0], "measure": 15, "runs": [[2, 8, "bold"], [10, 14, "link"], [20, 27, "raw"]], "indent": 2},
    {"text": TEXTS[0], "measure": 15, "punctuation": "kaiming", "size": 18},
    {"text": "你好。", "lang": None},
]  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[pypdfium2.PdfDocument, list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("typeset")
    jobs = folder / "jobs.json"
    jobs.write_text(json.dumps(JOBS), "utf-8")
    out, report = folder / "out.pdf", folder / "out.json"
    command = [sys.executable, "-m", "brochure", "typeset", str(jobs), "-o", str(out), "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return pypdfium2.PdfDocument(out), json.loads(report.read_text("utf-8"))


def origins(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """Characters with the origins of their glyphs, spaces and line ends left out."""
    text = page.get_textpage()
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if character.isspace() or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
        found.append((character, round(x.value - 20, 2), round(y.value, 2)))
    return found


def test_there_is_a_page_for_each_job(written: tuple[pypdfium2.PdfDocument, list[dict[str, Any]]]) -> None:
    document, report = written
    assert len(document) == len(report) == len(JOBS)
    assert document[0].get_size() == (760, 1400)


@pytest.mark.parametrize("number", range(len(JOBS)))
def test_glyphs_stand_where_the_report_says(
    number: int, written: tuple[pypdfium2.PdfDocument, list[dict[str, Any]]]
) -> None:
    document, report = written
    found = origins(document[number])
    said = [
        (cluster["text"], cluster["x"])
        for line in report[number]["lines"]
        for cluster in line["clusters"]
        if cluster["text"].strip() and cluster["text"] != "\u00ad"
    ]
    hyphens = sum(line["hyphenated"] for line in report[number]["lines"])
    letters = [entry for entry in found if entry[0] not in "\u00ad\u0002-\u2010"] if hyphens else found
    letters = sorted(letters, key=lambda entry: (-entry[2], entry[1]))
    flat = [(text[0], x) for text, x in said if text not in ("-", "\u2010") or not hyphens]
    # PDFium reports the parts of a ligature and of —— with one origin
    places = {round(x, 1) for _, x, _ in letters}
    for text, x in flat:
        assert any(abs(x - place) < 0.11 for place in places), (text, x)


def test_justified_lines_fill_the_measure(written: tuple[pypdfium2.PdfDocument, list[dict[str, Any]]]) -> None:
    _, report = written
    for job, page in zip(JOBS, report, strict=True):
        if job.get("align") != "justify" or "\n" in job["text"]:
            continue
        for line in page["lines"][:-1]:
            assert abs(line["width"] - job["measure"] * 10) < 0.02 or len(line["clusters"]) < 8, (job, line["text"])


def test_a_hyphen_is_a_hyphen_for_readers_that_know_no_actual_text(tmp_path: Path) -> None:
    """One glyph is hyphen, soft hyphen and non-breaking hyphen: whichever comes first, ToUnicode says hyphen."""
    jobs, out = tmp_path / "jobs.json", tmp_path / "out.pdf"
    texts = ["extraordinary\u00a0neighbourhood counterrevolutionary undertaking", "2025-11-23 is a date"]
    jobs.write_text(json.dumps([{"text": text, "lang": "en", "measure": 8} for text in texts]), "utf-8")
    command = [sys.executable, "-m", "brochure", "typeset", str(jobs), "-o", str(out)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    with pikepdf.open(out) as document:
        maps = [font.ToUnicode.read_bytes() for page in document.pages for font in page.Resources.Font.values()]
    assert all(b"<002D>" in found for found in maps)
    assert not any(b"<00AD>" in found or b"<00A0>" in found for found in maps)
