"""The report: one self-contained HTML file of a folder of results."""
