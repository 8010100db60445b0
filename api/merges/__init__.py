"""Two contacts that are one person: found, judged, joined, and parted again where it was wrong."""
