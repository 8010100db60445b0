"""Runs `ocr` for a capture: private values gone, the original destroyed, the reading kept."""
