"""Engines that recognize text in a picture, one file each, behind the port in `port.py`."""
