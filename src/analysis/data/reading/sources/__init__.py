"""A report's file as lines of text, a table's rows with tabs between their cells: UTF-8 text, HWPX, HWP, PDF."""
