"""Text from outside, made safe: nothing that a terminal obeys is left, whichever way it is found."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from gutcli.text import _UNSAFE, safe


@given(st.text())
@example("a\u00a0 b")
@example("  é  è ")
@example("\u2028")
@example("\U000e0041é")
@example("é\x1b[31m")
def test_safe_text_is_found_safe_quickly_and_slowly_alike(text: str) -> None:
    slowly = re.sub(_UNSAFE, "\ufffd", re.sub(r"\s+", " ", text)).strip()
    plain = text.isascii() and text.isprintable()
    assert safe(text) == (text if plain else slowly)
    assert not re.search(_UNSAFE, safe(text))
