"""Files as one ZIP: in the order given, with one day for all, so that the same files give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can name
READABLE = 0o644 << 16


def zipped(files: Mapping[str, bytes], stored: int = 0) -> bytes:
    """The archive; the first `stored` files are not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for at, (name, content) in enumerate(files.items()):
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system, entry.external_attr = 3, READABLE
            entry.compress_type = zipfile.ZIP_STORED if at < stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
