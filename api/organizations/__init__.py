"""The companies and other bodies that contacts belong to."""
