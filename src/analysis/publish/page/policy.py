"""A page's Content-Security-Policy: nothing from outside and nothing that runs, its own style sheets by their hash."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.S)
CHARSET = re.compile(r'<meta charset="utf-8" ?/?>')


def with_policy(html: str) -> str:
    """The finished page with its policy behind its encoding; nothing of its style may be changed afterwards."""
    hashes = sorted({base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in STYLE.findall(html)})
    styles = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    rules = (
        "default-src 'none'", "img-src data:", "font-src data:", f"style-src {styles}", "base-uri 'none'",
        "form-action 'none'",
    )  # fmt: skip
    policy = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    made, places = CHARSET.subn(lambda found: f"{found[0]}\n{policy}", html, count=1)
    if places != 1:
        raise ValueError("the page does not say its encoding, behind which its policy stands")
    return made


def with_dataset(html: str, dataset: Mapping[str, Any] | None) -> str:
    """The page with the dataset that it is of, as JSON-LD in its head: a block of data, which no browser runs."""
    if dataset is None:
        return html
    text = json.dumps(dataset, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    head, end, body = html.partition("</head>")
    return f'{head}<script type="application/ld+json">{text}</script>\n{end}{body}'
