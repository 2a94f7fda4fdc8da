"""Put data into a page so that it stays data.

In: values that JSON can hold, with text from anywhere. Out: text for the inside of a ``<script>``
element that no HTML parser can leave early. Knows nothing of the page.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any, Final

#: ``</script>`` and ``<!--`` end or change a script element (HTML, section 4.12.1.3); the two line
#: separators end a line in JavaScript before ES2019; a lone surrogate has no UTF-8. JSON may write
#: any of them as an escape.
_UNSAFE: Final = re.compile(r"[<>&\u2028\u2029\ud800-\udfff]")


def script_json(value: Any) -> str:
    """Write a value as JSON that can be inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def policy(*scripts: str, style: str, others: Iterable[str] = (), form: str = "'none'") -> str:
    """Say what a page may run: scripts and a style by their hashes, and `others` in full."""
    parts = (
        "default-src 'none'",
        f"script-src {' '.join(scripts)}",
        *others,
        f"style-src {content_hash(style)}",
        "img-src data: blob:",
        "base-uri 'none'",
        f"form-action {form}",
    )
    return "; ".join(parts)


def content_hash(text: str) -> str:
    """Name the content of an inline script or style for a Content-Security-Policy.

    Sources: Content Security Policy Level 3, section 2.3.1,
    https://www.w3.org/TR/CSP3/#framework-directive-source-list
    """
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
