"""A brochure's annotated proof: its pages as a proof shows them, whatever was found in them, then annotated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from brochure.annotating.places import located
from brochure.annotating.run import annotate
from brochure.build import Made, Options, compose
from brochure.dataclass import replace
from brochure.diagnostics import Diagnostic, Sink, Span
from brochure.frame import Document
from brochure.outputs import Wanted, write_outputs
from brochure.project import Project


def annotate_brochure(source: Path, findings: Sequence[Diagnostic], options: Options, out: Path, sink: Sink) -> bool:
    """Write the proof of `source` with `findings` marked to `out`; False after the finding that says why not."""
    project, quiet = Project(source), Sink()
    made = compose(project, quiet, options)
    if made is None or not made.pages:
        zh = "排不出页面，做不了标注样张：先改好上面的错误"
        en = "there are no pages to mark: mend the errors above first"
        sink.error("annotate.no_pages", zh, en, span=Span(str(source)))
        return False
    with TemporaryDirectory() as folder:
        proof = Path(folder) / f"{source.stem}.pdf"
        found = Sink()
        wanted = Wanted("proof", guides=options.guides)
        look = (made.fonts, made.theme)
        if not write_outputs(made.brochure, project, _joined(made), (None,), look, proof, wanted, found):
            sink.extend(found.found)
            return False
        title = made.brochure.document.title.plain("zh") or source.name
        return annotate(proof, located(findings, made.pages, made.brochure.spans), out, sink, title)


def _joined(made: Made) -> tuple[tuple[str, Document], ...]:
    """All pages in one document, those of an edition of its own file after the other's, covers' sheets last."""
    sheets = tuple(page for cover in made.covers if cover is not None for page in cover.pages)
    return (("", replace(made.document, pages=(*made.pages, *sheets), outline=())),)
