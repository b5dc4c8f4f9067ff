"""libyaml without the rest of PyYAML, and PyYAML unharmed by it."""

from __future__ import annotations

import subprocess
import sys

from brochure.libyaml import libyaml


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_the_python_half_of_pyyaml_is_not_imported() -> None:
    loaded = run(
        "import sys, brochure.libyaml as l; l.libyaml(); print('yaml' in sys.modules, 'yaml.scanner' in sys.modules)"
    )
    assert loaded == "False False"


def test_pyyaml_works_after_it() -> None:
    code = (
        "import brochure.libyaml as l; l.libyaml()\n"
        "import yaml\n"
        "print(yaml.safe_load('a: [1]'), yaml.load('b: 2', yaml.CSafeLoader))\n"
        "try: yaml.load('a: [', yaml.CSafeLoader)\n"
        "except yaml.YAMLError: print('refused')\n"
        "print(l.libyaml().parser('a: 1').get_event())"
    )
    assert run(code).splitlines()[:2] == ["{'a': [1]} {'b': 2}", "refused"]


def test_it_works_after_pyyaml() -> None:
    assert run("import yaml, brochure.libyaml as l; print(l.libyaml().parser is yaml.CSafeLoader)") == "True"


def test_an_error_has_its_place() -> None:
    yaml = libyaml()
    parser = yaml.parser("a: [1\nb: 2")
    try:
        while True:
            parser.get_event()
    except yaml.error as error:
        assert error.problem_mark.index == 7  # type: ignore[attr-defined]
