"""The whole service in a folder, and back: database, blobs, and by choice the keys."""
