"""HarfBuzz is imported with a stand-in for `inspect` that must be neither wrong nor left behind."""

from __future__ import annotations

import inspect
import subprocess
import sys

from brochure.harfbuzz import _FLAGS


def test_the_flags_are_those_of_inspect() -> None:
    assert {name: getattr(inspect, name) for name in _FLAGS} == _FLAGS


def test_the_real_inspect_can_be_had_before_and_after() -> None:
    for code in (
        "from brochure.harfbuzz import hb; import inspect; print(inspect.isclass(hb.Face))",
        "import inspect; from brochure.harfbuzz import hb; print(inspect.isclass(hb.Face))",
        "from brochure.harfbuzz import _Inspect; import sys; sys.modules['inspect'] = _Inspect('inspect')\n"
        "from inspect import isclass; print(isclass(int) and 'inspect' in sys.modules)",
    ):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "True\n", code
