"""Words to lines to blocks, in reading order."""
