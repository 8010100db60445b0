"""What people are shown and what they agree to: evidence of its own, beside what they provided."""
