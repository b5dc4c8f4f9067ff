"""`brochure typeset`: what it writes, and what it says of a JOBS.json that is not one."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from pdf_bench import settle

import brochure
from brochure.commands.typeset import typeset_command


def _run(folder: Path, text: str | bytes) -> Result:
    source = folder / "jobs.json"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(
        typeset_command, [str(source), "-o", str(folder / "out.pdf"), "--json", str(folder / "out.json")]
    )


BAD = {
    "not JSON": ('[{"text": "a"},]', "typeset.bad_json"),
    "empty": ("", "typeset.bad_json"),
    "nested without end": ("[" * 100_000, "typeset.bad_json"),
    "not UTF-8": (b'[{"text": "\xff"}]', "typeset.not_utf8"),
    "an object": ('{"text": "a"}', "typeset.not_a_list"),
    "a job that is a string": ('["a"]', "typeset.bad_job"),
    "no text": ('[{"lang": "en"}]', "typeset.bad_job"),
    "an unknown key": ('[{"text": "a", "widht": 3}]', "typeset.bad_job"),
    "an unknown alignment": ('[{"text": "a", "align": "middle"}]', "typeset.bad_job"),
    "an alignment that is a list": ('[{"text": "a", "align": ["left"]}]', "typeset.bad_job"),
    "a measure of nothing": ('[{"text": "a", "measure": 0}]', "typeset.bad_job"),
    "a measure below nothing": ('[{"text": "a", "measure": -3}]', "typeset.bad_job"),
    "a measure that is no number": ('[{"text": "a", "measure": NaN}]', "typeset.bad_job"),
    "a measure that is a word": ('[{"text": "a", "measure": "20"}]', "typeset.bad_job"),
    "a truth for a size": ('[{"text": "a", "size": true}]', "typeset.bad_job"),
    "a run outside the text": ('[{"text": "a", "runs": [[0, 5, "bold"]]}]', "typeset.bad_job"),
    "a run backwards": ('[{"text": "abc", "runs": [[2, 1, "bold"]]}]', "typeset.bad_job"),
    "a run of no kind": ('[{"text": "a", "runs": [[0, 1, "loud"]]}]', "typeset.bad_job"),
    "a run of half a kind": ('[{"text": "a", "runs": [[0, 1]]}]', "typeset.bad_job"),
    "half a surrogate pair": ('[{"text": "\\ud83d"}]', "typeset.bad_job"),
    "an empty language": ('[{"text": "a", "lang": ""}]', "typeset.bad_job"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_one_finding_and_nothing_is_written(what: str, tmp_path: Path) -> None:
    text, code = BAD[what]
    done = _run(tmp_path, text)
    assert done.exit_code == 1, done.output
    assert done.output.count(f"[{code}]") == 1, done.output
    assert done.output.count("错误 error") == 1, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jobs.json"]


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    done = CliRunner().invoke(typeset_command, [str(tmp_path / "none.json"), "-o", str(tmp_path / "out.pdf")])
    assert done.exit_code == 1
    assert "[typeset.unreadable]" in done.output


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    source = tmp_path / "jobs.json"
    source.write_text('[{"text": "天地"}]', "utf-8")
    done = CliRunner().invoke(typeset_command, [str(source), "-o", str(tmp_path / "none" / "out.pdf")])
    assert done.exit_code == 0
    assert (tmp_path / "none" / "out.pdf").read_bytes().startswith(b"%PDF")


def test_the_report_agrees_with_the_pdf(tmp_path: Path) -> None:
    """Every cluster stands in the PDF where the report says."""
    jobs = [
        {"text": "天地玄黄，“宇宙”洪荒ABC日月。", "measure": 9.5},
        {"text": "（天地）", "align": "right", "size": 12},
    ]
    pages, report = settle(jobs, tmp_path)
    for job, page, entry in zip(jobs, pages, report, strict=True):
        size = float(job.get("size", 10))  # type: ignore[arg-type]
        for row, line in zip(page.rows, entry["lines"], strict=True):
            assert row.text == "".join(cluster["text"] for cluster in line["clusters"])
            for x, cluster in zip(row.x, line["clusters"], strict=True):
                assert abs(x * size - cluster["x"]) < 0.01
            assert set(line) >= {"text", "natural", "width", "clusters"}


def test_a_list_of_nothing_is_a_finding_and_no_file_without_pages(tmp_path: Path) -> None:
    done = _run(tmp_path, "[]")
    assert done.exit_code == 1
    assert "[typeset.no_jobs]" in done.output
    assert not (tmp_path / "out.pdf").exists()


def test_every_fault_of_a_list_is_told_at_its_line_and_column_with_the_corrected_line(tmp_path: Path) -> None:
    rows = (
        "[",
        '  {"text": "天地", "algin": "left", "align": "midle"},',
        '  {"text": "天地", "measure": "20", "runs": [[0, 5, "bold"], [0, 1, "blod"]]},',
        '  {"text": "天地", "size": 9, "size": 10}',
        "]",
    )
    done = _run(tmp_path, "\n".join(rows))
    assert done.exit_code == 1
    places = re.findall(r"jobs\.json:(\d+:\d+): ", done.output)
    wrong = [(1, '"algin"'), (1, '"midle"'), (2, '"20"'), (2, "5"), (2, '"blod"'), (3, '"size": 10')]
    assert places == [f"{row + 1}:{rows[row].index(what) + 1}" for row, what in wrong]
    for corrected in (
        rows[1].replace("algin", "align"), rows[2].replace('"20"', "20"),
        rows[2].replace("5", "2"), rows[2].replace("blod", "bold"),
    ):  # fmt: skip
        assert corrected in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jobs.json"]


def test_a_line_that_does_not_fit_is_told_at_its_text(tmp_path: Path) -> None:
    done = _run(tmp_path, '[{"text": "天"},\n {"measure": 1, "text": "Supercalifragilistic"}]')
    assert done.exit_code == 0
    assert "jobs.json:2:25: 警告 warning [text.overfull]" in done.output


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": 0}, {"measure": float("nan")}, {"size": 0}, {"size": "10"}, {"indent": -1}, {"lang": ""},
        {"align": "middle"}, {"punctuation": "half"}, {"strictness": "loose"}, {"runs": [(0, 9, "bold")]},
        {"runs": [(0, 1, "loud")]}, {"runs": [(0, True, "bold")]},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_from_python_too(asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(asked))}.* / .*{next(iter(asked))}"):
        brochure.typeset("天地", **asked)


def test_odd_texts_are_set(tmp_path: Path) -> None:
    """Nothing, only spaces, only line ends, only marks, every plane: a page each, and no exception."""
    texts = [
        "",
        " ",
        "\n",
        "\n\n天",
        "　",
        "……",
        "”",
        "\u200b",
        "\u00ad",
        "e\u0301\u0302",
        "𠮷",
        "😀",
        "\u202eabc",
        "\t天\t",
    ]
    jobs = [{"text": text, "measure": measure} for text in texts for measure in (0.5, 1, 24)]
    pages, _ = settle(jobs, tmp_path)
    assert len(pages) == len(jobs)


def test_it_can_be_called_from_python() -> None:
    lines = brochure.typeset("天地玄黄，宇宙洪荒。", measure=5)
    assert "".join(run.text for line in lines.lines for _, run in line.runs) == "天地玄黄，宇宙洪荒。"


def test_many_jobs_have_a_page_each(tmp_path: Path) -> None:
    jobs = [
        {"text": f"在基金招商方面，参与设立{number}支产业基金，总规模达96.92亿元。", "measure": 12}
        for number in range(1500)
    ]
    source = tmp_path / "jobs.json"
    source.write_text(json.dumps(jobs), "utf-8")
    done = CliRunner().invoke(typeset_command, [str(source), "-o", str(tmp_path / "out.pdf")])
    assert done.exit_code == 0, done.output
    pages = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert len(pages) == 1500
    for number in (0, 749, 1499):
        assert f"设立{number}支" in pages[number].get_textpage().get_text_range().replace("\r\n", "").replace(" ", "")


@pytest.mark.parametrize(
    "text", ["", " ", "   ", "\u3000", "\u3000\u3000", "\n", "\n\n", "\u200b", "\t", "\u00a0", "\u00ad"]
)
def test_a_text_of_blanks_is_set_as_blanks(text: str, tmp_path: Path) -> None:
    pages, report = settle([{"text": text}, {"text": "好"}], tmp_path)
    assert "".join(pages[0].texts).strip() == ""
    assert report[0]["missing"] == []
    assert pages[1].texts == ["好"]


def test_a_report_written_by_another_process_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that fails there is written here."""
    import brochure.commands.typeset as command
    import brochure.processes as processes

    source, one, two = tmp_path / "jobs.json", tmp_path / "one.json", tmp_path / "two.json"
    source.write_text(json.dumps([{"text": f"第{number}句，天地玄黄。"} for number in range(120)]), "utf-8")
    for report, most in ((one, 1), (two, 2)):
        monkeypatch.setattr(processes, "cores", lambda most=most: most)
        args = [str(source), "-o", str(tmp_path / "out.pdf"), "--json", str(report)]
        assert CliRunner().invoke(typeset_command, args).exit_code == 0
    assert one.read_bytes() == two.read_bytes() and len(json.loads(one.read_text("utf-8"))) == 120

    here = os.getpid()
    whole = command._report_json

    def failing(*given: Any) -> bytes:
        assert os.getpid() == here
        return whole(*given)

    monkeypatch.setattr(command, "_report_json", failing)
    assert CliRunner().invoke(typeset_command, args).exit_code == 0
    assert one.read_bytes() == two.read_bytes()
