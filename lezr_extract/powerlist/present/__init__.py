"""An office's present list: importing it from its sheets, and checking it against the laws of today."""
