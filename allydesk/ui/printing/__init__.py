"""From a document to paper: its questions, its pages to look at, the printer."""
