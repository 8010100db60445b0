"""How long details are kept and why, and how they go: by rule, by request, wholly."""
