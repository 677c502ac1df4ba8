"""Spreadsheets: judged by their container, then read with what their cells show besides their values."""
