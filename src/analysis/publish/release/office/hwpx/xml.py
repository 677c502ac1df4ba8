"""The names of OWPML's parts."""

from analysis.publish.release.office.xml import Attributes, part

HANCOM = "http://www.hancom.co.kr/"
SPACES = {
    "ha": f"{HANCOM}hwpml/2011/app",
    "hp": f"{HANCOM}hwpml/2011/paragraph",
    "hs": f"{HANCOM}hwpml/2011/section",
    "hc": f"{HANCOM}hwpml/2011/core",
    "hh": f"{HANCOM}hwpml/2011/head",
    "hv": f"{HANCOM}hwpml/2011/version",
    "hpf": f"{HANCOM}schema/2011/hpf",
    "opf": "http://www.idpf.org/2007/opf/",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
    "odf": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}


def root(name: str, attributes: Attributes | None = None, *inside: str) -> str:
    """A part of a document."""
    return part(SPACES, name, attributes, *inside)
