"""Letters by the company's own mail relay; where there is none, people save them as files."""
