"""JupyterLab as `make lab` starts it: Hangul on a machine without a Korean font, and nothing asked of the network."""

from pathlib import Path
from typing import Any

from pylopdf_fonts_ko import sans_path

c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter gives it
c.ServerApp.tornado_settings = {"static_custom_path": [str(Path(__file__).parent / "style"), str(sans_path().parent)]}
c.LabApp.custom_css = True
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
