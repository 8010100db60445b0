"""The privacy policy: its versions as exact bytes, which was in force when, and whose it is."""
