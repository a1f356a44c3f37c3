"""The typesetter: fonts, pages and building blocks on top of ReportLab."""
