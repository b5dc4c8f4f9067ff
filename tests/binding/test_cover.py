"""Perfect binding: how wide the spine is, and the cover sheet as a file of its own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.binding.records import Binding, Paper
from brochure.binding.spine import spine_width
from brochure.build import Built, Options, build, check
from brochure.geometry import MM

HEAD = """\
brochure: 1
document:
  title: {zh: "数智领航", en: "Setting the Course"}
%s  binding: {%s}
output: {print: {%s}}
theme: {%s}
sections:
  - {kind: cover, title: {zh: "封面题", en: "Front"}}
"""
SPINE = "pages: {spine: {ground: cmyk 0 100 0 0}}"
STORY = '  - {kind: story, title: {zh: "第%d篇", en: "Story %d"}, text: {zh: "一段文字。", en: "One paragraph."}}\n'
BACK = '  - {kind: back-cover, title: {zh: "封底题", en: "Back"}}\n'
BOOK = "kind: perfect, spine_width: 8mm, paper: {weight: 300, bulk: 1.7}"


def run(
    folder: Path, binding: str = BOOK, stories: int = 30, output: str = "marks: true", document: str = "",
    options: Options | None = None, theme: str = SPINE,
) -> Built:  # fmt: skip
    file = folder / "brochure.yaml"
    body = "".join(STORY % (n, n) for n in range(1, stories + 1)) + BACK
    file.write_text(HEAD % (document, binding, output, theme) + body, "utf-8")
    return build(file, folder / "out.pdf", options or Options())


def codes(built: Built) -> list[str]:
    return [finding.code for finding in built.findings]


def text_of(file: Path, page: int) -> str:
    return "".join(pypdfium2.PdfDocument(file)[page].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize(
    ("paper", "cover", "pages", "published"),
    [
        (Paper(weight=80.0, bulk=1.25), None, 200, (10.5, 11.0)),
        (Paper(name="157g 铜版纸"), None, 96, (6.7, 7.3)),
        (Paper(weight=157.0), Paper(weight=250.0), 96, (6.7, 7.3)),
        (Paper(thickness=0.1 * MM), None, 100, (5.5, 6.0)),
    ],
)
def test_the_spine_is_half_the_pages_times_the_caliper_and_half_to_one_millimetre_of_glue(
    paper: Paper, cover: Paper | None, pages: int, published: tuple[float, float]
) -> None:
    width = spine_width(Binding(kind="perfect", paper=paper, cover=cover), pages)
    assert width is not None and published[0] - 0.01 <= width / MM <= published[1] + 0.01


def test_the_printers_own_measure_wins_and_nothing_comes_of_nothing() -> None:
    assert spine_width(Binding(kind="perfect", spine_width=7.5 * MM, paper=Paper(weight=80.0)), 200) == 7.5 * MM
    assert spine_width(Binding(kind="perfect"), 200) is None


def test_the_cover_is_a_file_of_its_own_with_back_spine_and_front_side_by_side(tmp_path: Path) -> None:
    built = run(tmp_path, BOOK + ", inside_cover: blank")
    block, cover = built.output
    assert cover.name == "out-cover.pdf" and codes(built) == []
    with pikepdf.open(cover) as pdf:
        assert len(pdf.pages) == 1, "nothing is printed on its inside"
        trim, bleed, media = (
            [float(edge) for edge in pdf.pages[0].obj[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox")
        )
        assert (trim[2] - trim[0]) / MM == pytest.approx(210 + 8 + 210, abs=0.01)
        assert (trim[3] - trim[1]) / MM == pytest.approx(285, abs=0.01)
        assert [(trim[0] - bleed[0]) / MM, (bleed[2] - trim[2]) / MM] == pytest.approx([3, 3], abs=0.01)
        assert media[0] == 0 and str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFX"
    page = pypdfium2.PdfDocument(cover)[0].get_textpage()
    places = {}
    for index in range(page.count_chars()):
        places.setdefault(page.get_text_range(index, 1), (page.get_charbox(index)[0] - trim[0]) / MM)
    assert places["底"] < 210 < 210 + 1 < places["航"] < 210 + 8 - 1 < places["面"]
    assert len(pypdfium2.PdfDocument(block)) == len(built.pages) - 4


def test_the_block_keeps_its_folios_and_begins_on_a_right_hand_page(tmp_path: Path) -> None:
    built = run(tmp_path, stories=30)
    with pikepdf.open(built.output[0]) as pdf:
        assert [page.label for page in list(pdf.pages)[:3]] == ["3", "4", "5"]
        with pdf.open_outline() as outline:
            first = outline.root[0]
            assert "第2篇" in first.title or "第1篇" in first.title
    assert "封面题" not in text_of(built.output[0], 0)


def test_the_fold_marks_of_the_cover_are_spine_and_hinges(tmp_path: Path) -> None:
    cover = run(tmp_path).output[1]
    marks = set()
    with pikepdf.open(cover) as pdf:
        left = float(pdf.pages[0].obj.TrimBox[0])
        dashed, states, start = False, [], 0.0
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "d":
                    dashed = len(operands[0]) > 0
                case "q":
                    states.append(dashed)
                case "Q":
                    dashed = states.pop()
                case "m":
                    start = float(operands[0])
                case "l" if dashed:
                    marks.add(round((start - left) / MM, 2))
    assert sorted(marks) == [203, 210, 218, 225]


def test_a_neighbours_bleed_never_reaches_over_the_spine(tmp_path: Path) -> None:
    """Front and back have a ground; between them the spine shows its own, to the edge."""
    front = "cover: {ground: cmyk 100 0 0 0, regions: [{holds: title, lines: 1-6}]}"
    back = "back-cover: {ground: cmyk 0 0 100 0, regions: [{holds: back-title, lines: 1-6}]}"
    built = run(tmp_path, theme=f"pages: {{spine: {{ground: cmyk 0 100 0 0}}, {front}, {back}}}", output="marks: false")
    scale = 4.0
    image = pypdfium2.PdfDocument(built.output[1])[0].render(scale=scale).to_pil()

    def ink(millimetres: float) -> tuple[int, ...]:
        return image.getpixel((round((millimetres + 3) * MM * scale), image.height - 60))[:3]

    kinds = [max(range(3), key=lambda c: -ink(at)[c]) for at in (209.5, 210.5, 217.5, 218.5)]
    assert kinds == [2, 1, 1, 0], "yellow back, magenta spine, cyan front"


def test_together_writes_one_file_with_all_pages(tmp_path: Path) -> None:
    built = run(tmp_path, output="cover: together")
    assert built.output == (tmp_path / "out.pdf",)
    assert len(pypdfium2.PdfDocument(built.output[0])) == len(built.pages)


@pytest.mark.parametrize("edition", ["screen", "proof"])
def test_other_editions_stay_one_file(tmp_path: Path, edition: str) -> None:
    built = run(tmp_path, options=Options(output=edition))  # type: ignore[arg-type]
    assert built.output == (tmp_path / "out.pdf",)


def test_without_a_paper_the_reason_is_told_and_the_pages_stay_together(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: perfect")
    assert codes(built) == ["binding.no_paper"] and len(built.output) == 1


def test_a_narrow_spine_takes_no_words(tmp_path: Path) -> None:
    narrow = "kind: perfect, spine_width: 4.5mm"
    built = run(tmp_path, narrow, output="marks: false")
    assert [(f.code, f.severity) for f in built.findings] == [("binding.spine_text", "info")]
    assert "领航" not in text_of(built.output[1], 0)
    asked = run(tmp_path, narrow, document='  spine: {zh: "数智", en: "Data"}\n')
    assert [(f.code, f.severity) for f in asked.findings] == [("binding.spine_text", "warning")]
    assert asked.findings[0].span and asked.findings[0].span.line == 4


def test_words_too_long_for_the_spine_are_refused(tmp_path: Path) -> None:
    built = run(tmp_path, document='  spine: {zh: "' + "长" * 120 + '", en: "Long"}\n')
    assert built.failed and not built.output and set(codes(built)) == {"layout.overset"}


def test_a_printed_inside_is_a_second_page(tmp_path: Path) -> None:
    cover = run(tmp_path).output[1]
    assert len(pypdfium2.PdfDocument(cover)) == 2
    assert "第1篇" in text_of(cover, 1) and "第30篇" in text_of(cover, 1)


def test_ink_on_the_glue_strip_is_told(tmp_path: Path) -> None:
    regions = "[{holds: title, lines: 1-6}, {holds: flow, lines: 8-30}]"
    built = run(tmp_path, theme=f"pages: {{story: {{ground: cmyk 0 0 20 0, regions: {regions}}}}}")
    assert codes(built) == ["binding.glue_strip"] * 2
    assert "page 2," in built.findings[0].message.en and "page 31," in built.findings[1].message.en


def test_an_unprinted_inside_leaves_the_words_to_the_block(tmp_path: Path) -> None:
    built = run(tmp_path, BOOK + ", inside_cover: blank", stories=28)
    assert codes(built) == [] and len(built.pages) == 32
    assert "第1篇" in text_of(built.output[0], 0)
    assert not built.pages[1].frame.items and not built.pages[-2].frame.items


def test_a_narrow_gutter_is_told(tmp_path: Path) -> None:
    theme = "setup: {margins: {top: 24mm, outer: 16mm, inner: 8mm, foot: 26mm}}"
    assert "binding.gutter" in codes(run(tmp_path, theme=theme))


def test_cover_and_block_are_the_same_bytes_twice(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in run(tmp_path).output]
    assert first == [path.read_bytes() for path in run(tmp_path).output]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brochure.yaml", "out-cover.pdf", "out.pdf"]


def test_a_spine_far_from_what_the_paper_makes_is_asked_about(tmp_path: Path) -> None:
    built = run(tmp_path, BOOK.replace("8mm", "80mm"))
    assert codes(built) == ["binding.spine_width"] and "8.1 mm" in built.findings[0].message.en


def test_preflight_looks_at_the_cover_sheet_and_at_the_block(tmp_path: Path) -> None:
    story = "  - {kind: story, title: {zh: 新闻, en: News}, text: {zh: 一段。, en: One.}}\n"
    text = (
        "brochure: 1\n"
        "document:\n"
        "  title: {zh: 册, en: Book}\n"
        "  spine: {zh: 书脊, en: The spine}\n"
        "  trim: A5\n"
        "  binding: {kind: perfect, paper: {thickness: 0.3mm}}\n"
        "theme: {styles: {spine: {size: 4pt}, folio: {size: 4.5pt}}}\n"
        "sections:\n"
        "  - {kind: cover, title: {zh: 封面, en: Cover}}\n"
        + story * 36
        + "  - {kind: back-cover, title: {zh: 底, en: End}}\n"
    )
    (tmp_path / "brochure.yaml").write_text(text, "utf-8")
    found = [one for one in check(tmp_path / "brochure.yaml").findings if one.code == "preflight.small_type"]
    (spine,) = [one for one in found if one.path == "document.spine"]
    assert spine.message.zh.startswith("封面，第 1 页") and spine.page == 39 and spine.severity == "error"
    folios = [one for one in found if one.path != "document.spine"]
    assert folios[0].message.en.startswith("block, page 1,") and folios[0].page == 3
    assert not [one for one in check(tmp_path / "brochure.yaml").findings if one.code == "preflight.safe_area"]
