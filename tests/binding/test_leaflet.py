"""Folded sheets: panels filled in reading order, folds where the marks say, text clear of them, both sides mirrored."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.binding.panels import INSIDE, OUTSIDE, leaflet
from brochure.binding.records import FOLDS
from brochure.build import Built, Options, build
from brochure.diagnostics import Diagnostic
from brochure.frame import Picture, walk
from brochure.geometry import MM

ROOT = Path(__file__).resolve().parents[2]
LEAFLET = ROOT / "content" / "leaflet"
OUTSIDE_FOLDS, INSIDE_FOLDS = [94, 189.5], [95.5, 191]
"""Millimetres from the left trim: print.md, C fold of 285 mm with 1.5 mm tucked in."""

HEAD = """\
brochure: 1
document:
  title: {zh: "册", en: "Book"}
  arrangement: stacked
  trim: %s
  binding: {%s}
"""
COVER = '  - {kind: cover, title: {zh: "册名", en: "Book"}}\n'
STORY = '  - {kind: story, title: {zh: "第%d篇", en: "Story %d"}, text: {zh: "一段文字。", en: "One paragraph."}}\n'
BACK = '  - {kind: back-cover, title: {zh: "封底", en: "Back"}}\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(LEAFLET / "leaflet.yaml", tmp_path_factory.mktemp("leaflet") / "leaflet.pdf")


def run(folder: Path, binding: str, stories: int, theme: str = "", trim: str = "420mm x 210mm") -> Built:
    file = folder / "brochure.yaml"
    body = COVER + "".join(STORY % (n, n) for n in range(1, stories + 1)) + BACK
    file.write_text(HEAD % (trim, binding) + theme + "sections:\n" + body, "utf-8")
    return build(file, folder / "out.pdf")


def found(built: Built, code: str) -> Diagnostic:
    matching = [finding for finding in built.findings if finding.code == code]
    assert len(matching) == 1, [finding.code for finding in built.findings]
    return matching[0]


def characters(file: Path, page: int) -> list[tuple[str, float, float]]:
    """Every character inside a page's trim with its left and right edge in mm from the left trim."""
    with pikepdf.open(file) as pdf:
        trim, foot = (float(edge) for edge in pdf.pages[page].obj.TrimBox[:2])
    text = pypdfium2.PdfDocument(file)[page].get_textpage()
    boxes = []
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        left, bottom, right, _ = text.get_charbox(index)
        if char.strip() and bottom > foot:
            boxes.append((char, (left - trim) / MM, (right - trim) / MM))
    return boxes


def words(file: Path, page: int, left: float, right: float) -> str:
    """What stands between two distances from the left trim, in mm."""
    return "".join(char for char, x, end in characters(file, page) if left <= x and end <= right)


def test_the_example_has_two_sides_of_the_open_size(built: Built) -> None:
    assert {finding.code for finding in built.findings} == {"picture.placeholder"}
    with pikepdf.open(built.output[0]) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            trim, bleed = ([float(edge) for edge in page.obj[name]] for name in ("/TrimBox", "/BleedBox"))
            assert (trim[2] - trim[0]) / MM == pytest.approx(285, abs=0.01)
            assert (trim[3] - trim[1]) / MM == pytest.approx(210, abs=0.01)
            assert (trim[0] - bleed[0]) / MM == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize(("page", "folds"), [(0, OUTSIDE_FOLDS), (1, INSIDE_FOLDS)])
def test_fold_marks_stand_at_the_folds_outside_the_bleed(built: Built, page: int, folds: list[float]) -> None:
    marks = set()
    with pikepdf.open(built.output[0]) as pdf:
        trim = [float(edge) for edge in pdf.pages[page].obj.TrimBox]
        bleed = [float(edge) for edge in pdf.pages[page].obj.BleedBox]
        dashed, states, start = False, [], None
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
            match str(operator):
                case "d":
                    dashed = len(operands[0]) > 0
                case "q":
                    states.append(dashed)
                case "Q":
                    dashed = states.pop()
                case "m":
                    start = [float(value) for value in operands]
                case "l" if dashed and start:
                    end = [float(value) for value in operands]
                    assert start[0] == pytest.approx(end[0])
                    low, high = sorted((start[1], end[1]))
                    assert high <= bleed[1] or low >= bleed[3], "outside the bleed"
                    marks.add(round((start[0] - trim[0]) / MM, 2))
    assert sorted(marks) == folds


@pytest.mark.parametrize(("page", "folds"), [(0, OUTSIDE_FOLDS), (1, INSIDE_FOLDS)])
def test_no_text_comes_nearer_to_a_fold_or_the_trim_than_three_millimetres(
    built: Built, page: int, folds: list[float]
) -> None:
    inside = characters(built.output[0], page)
    assert len(inside) > 300
    near = [
        (char, left)
        for char, left, right in inside
        for edge in (0, *folds, 285)
        if left < edge + 3 and right > edge - 3
    ]
    assert not near


def test_every_panel_holds_what_belongs_there(built: Built) -> None:
    file = built.output[0]
    assert "数说天心" in words(file, 0, 0, 94)
    assert "联系方式" in words(file, 0, 94, 189.5)
    assert "领航" in words(file, 0, 189.5, 285)
    for title, left, right in (("破局", 0, 95.5), ("招商", 95.5, 191), ("服务", 191, 285)):
        assert title in words(file, 1, left, right)


def test_a_picture_runs_over_the_fold_between_back_and_cover(built: Built) -> None:
    placed = [(at.x / MM, item.size.width / MM) for at, item in walk(built.pages[0].frame) if isinstance(item, Picture)]
    assert placed == [(pytest.approx(94 - 0.7), pytest.approx(0.7 + 95.5 + 95.5 + 3))]


def test_the_flap_makes_room_for_the_picture_that_runs_round_its_fold(built: Built) -> None:
    """0.5–1 mm round the fold onto the less visible panel, so that a fold a little off shows no white (print.md §8)."""
    image = pypdfium2.PdfDocument(built.output[0])[0].render(scale=6).to_pil()
    left = 12 * MM * 6  # 9 mm of marks, 3 mm of bleed
    row = image.height // 2
    before, after = (image.getpixel((round(left + at * MM * 6), row))[0] for at in (93.0, 93.6))
    assert before > 200 > 100 > after, "mist ends 0.7 mm before the fold, the picture begins"


def test_every_paragraph_of_the_example_is_the_articles() -> None:
    """Nothing is invented: each text stands word for word in the brochure made from the article."""
    article = (ROOT / "content" / "tianxin" / "brochure.yaml").read_text("utf-8")
    own = (LEAFLET / "leaflet.yaml").read_text("utf-8")
    texts = [line.strip() for line in own.split("  # ---- 封底的文字")[0].splitlines() if line.startswith(" " * 8)]
    texts = [line for line in texts if len(line) > 60 and not line.startswith(("alt:", "- {"))]
    assert len(texts) == 6
    assert not [line for line in texts if line not in article]
    for name in re.findall(r"(?m)^  (\w+): \{value: (\d+)", own):
        assert re.search(rf"(?m)^  {name[0]}: \{{value: {name[1]}\b", article), name


@pytest.mark.parametrize("kind", FOLDS)
def test_every_fold_takes_a_brochure_that_names_no_theme(tmp_path: Path, kind: str) -> None:
    trim = "420mm x 285mm" if kind == "bi-fold" else "420mm x 210mm"
    built = run(tmp_path, f"kind: {kind}", 2, trim=trim)
    assert not built.failed, [finding.message.en for finding in built.findings]
    sheet = leaflet(kind, 420 * MM, 0, 1.5 * MM if kind in ("tri-fold", "roll-fold") else MM)
    for side in (OUTSIDE, INSIDE):
        assert built.pages[side].folds == pytest.approx(sheet.folds(side))
    for name, text in (("front-cover", "册名"), ("back", "封底")):
        panel = sheet.find(name)
        assert panel
        shown = words(built.output[0], panel.side, panel.x / MM, (panel.x + panel.width) / MM)
        assert text in shown, (name, shown)


def test_stories_follow_the_reader_from_panel_to_panel(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: tri-fold", 4)
    sheet = leaflet("tri-fold", 420 * MM, 0, 1.5 * MM)
    for number, name in enumerate(("flap", "inside-1", "inside-2", "inside-3"), 1):
        panel = sheet.find(name)
        assert panel
        shown = words(built.output[0], panel.side, panel.x / MM, (panel.x + panel.width) / MM)
        assert f"第{number}篇" in shown


def test_panels_left_without_content_are_named(tmp_path: Path) -> None:
    finding = found(run(tmp_path, "kind: tri-fold", 2), "layout.blank_panels")
    assert finding.severity == "warning" and "inside-2, inside-3" in finding.message.en


def test_more_content_than_panels_is_one_error_that_says_how_many(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: tri-fold", 6)
    finding = found(built, "layout.panels_full")
    assert built.failed and not built.output and len(built.findings) == 1
    assert "2 more" in finding.message.en and finding.span and finding.span.line == 13


def test_a_panel_that_the_fold_does_not_have(tmp_path: Path) -> None:
    theme = (
        "theme: {pages: {story: {panel: flap, regions: [{holds: title, lines: 1-4}, {holds: flow, lines: 6-40}]}}}\n"
    )
    finding = found(run(tmp_path, "kind: z-fold", 1, theme), "theme.unknown_panel")
    assert "outside-1" in finding.hints[0].en


def test_two_sections_on_one_panel(tmp_path: Path) -> None:
    theme = (
        "theme: {pages: {story: {panel: flap, regions: [{holds: title, lines: 1-4}, {holds: flow, lines: 6-40}]}}}\n"
    )
    finding = found(run(tmp_path, "kind: tri-fold", 2, theme), "layout.panel_taken")
    assert finding.span and finding.span.line == 11


def test_a_template_drawn_for_a_larger_page_is_refused_with_the_way_out(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: tri-fold", 1, "theme: {extends: tianxin}\n")
    findings = [finding for finding in built.findings if finding.code == "layout.off_panel"]
    assert built.failed and findings and "leaflet" in findings[0].hints[0].en


def test_text_across_a_fold_is_found_with_its_place(tmp_path: Path) -> None:
    regions = "[{holds: title, lines: 1-4}, {holds: flow, panel: 2, lines: 6-40}]"
    theme = f"theme: {{styles: {{title: {{align: center}}}}, pages: {{story: {{span: 2, regions: {regions}}}}}}}\n"
    built = run(tmp_path, "kind: tri-fold", 1, theme)
    findings = [finding for finding in built.findings if finding.code == "layout.text_at_fold"]
    assert [(finding.path, finding.severity) for finding in findings] == [
        ("sections.1.title.zh", "warning"),
        ("sections.1.title.en", "warning"),
    ]
    assert findings[0].span and findings[0].span.line == 10


def test_panels_of_a_theme_mean_nothing_without_a_fold_and_that_is_said(tmp_path: Path) -> None:
    built = run(tmp_path, "kind: none", 1, "theme: leaflet\n")
    codes = {finding.code for finding in built.findings}
    assert "theme.panel_without_fold" in codes


def test_a_region_may_be_named_by_its_place_on_the_page(tmp_path: Path) -> None:
    regions = "[{holds: title, panel: 2, lines: 1-4}, {holds: flow, panel: inside-3, lines: 6-40}]"
    theme = f"theme: {{pages: {{story: {{panel: inside-1, span: 3, regions: {regions}}}}}}}\n"
    built = run(tmp_path, "kind: tri-fold", 1, theme)
    sheet = leaflet("tri-fold", 420 * MM, 0, 1.5 * MM)
    for name, text in (("inside-2", "第1篇"), ("inside-3", "一段文字")):
        panel = sheet.find(name)
        assert panel and text in words(built.output[0], 1, panel.x / MM, (panel.x + panel.width) / MM)


def test_the_screen_edition_is_tagged_panel_by_panel(tmp_path: Path) -> None:
    out = tmp_path / "screen.pdf"
    assert not build(LEAFLET / "leaflet.yaml", out, Options(output="screen")).failed
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert any("破局" in title for title in titles)
        assert "/StructTreeRoot" in pdf.Root


def test_a_new_leaflet_fills_every_panel_without_a_finding(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from brochure.commands.new import new_command

    done = CliRunner().invoke(new_command, [str(tmp_path / "leaflet"), "--template", "tri-fold"])
    assert done.exit_code == 0, done.output
    built = build(tmp_path / "leaflet" / "brochure.yaml", tmp_path / "out.pdf")
    assert not built.findings and len(built.pages) == 2


def test_one_picture_goes_on_from_door_to_door_of_a_closed_gate(tmp_path: Path) -> None:
    """As docs/binding.md shows it: the left door carries the left half, the right door what follows."""
    from PIL import Image

    Image.effect_noise((3000, 2000), 60).convert("RGB").save(tmp_path / "wide.jpg")
    photo = "{holds: photo, half: %s, lines: 1-56, bleed: [top, right, bottom, left]}"
    left = f"door-left: {{panel: front-left, regions: [{photo % 'left'}, {{holds: opening, lines: 1-20}}]}}"
    right = f"door-right: {{panel: front-right, regions: [{photo % 'right'}]}}"
    theme = f"theme: {{pages: {{{left}, {right}}}, plans: {{opening: {{pages: [door-left, door-right]}}}}}}\n"
    file = tmp_path / "brochure.yaml"
    body = "sections:\n  - {kind: opening, text: {zh: 一, en: One}, photo: {file: wide.jpg}}\n"
    file.write_text(HEAD % ("420mm x 285mm", "kind: gate-fold") + theme + body, "utf-8")
    built = build(file, tmp_path / "out.pdf")
    assert not built.failed, [finding.message.en for finding in built.findings]
    sheet = leaflet("gate-fold", 420 * MM, 0, MM)
    placed = {
        "left" if at.x > 200 * MM else "right": (at.x / MM, item)
        for at, item in walk(built.pages[OUTSIDE].frame)
        if isinstance(item, Picture)
    }
    shown = sheet.widths[0] / MM / placed["left"][1].size.width * MM
    one, other = placed["left"][1].crop, placed["right"][1].crop
    assert placed["right"][0] == pytest.approx(-3) and placed["left"][0] == pytest.approx(420 - sheet.widths[0] / MM)
    assert one[0] + one[2] * shown == pytest.approx(other[0], abs=0.002)
    assert (one[1], one[3]) == (other[1], other[3])


def test_the_ticket_says_what_is_open_and_what_is_folded() -> None:
    from brochure.build import compose
    from brochure.diagnostics import Sink
    from brochure.project import Project
    from brochure.ticket.order import order_of

    made = compose(Project(LEAFLET / "leaflet.yaml"), Sink(), Options())
    assert made
    rows = {name: value for _, name, value in order_of(made.brochure, "leaflet.yaml").rows}
    assert rows["Open size"] == "285 × 210 mm" and rows["Folded size"] == "95.5 × 210 mm"
    assert rows["Panels"] == "95.5 + 95.5 + 94 mm"
