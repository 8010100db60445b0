"""What a person decides about what was read: the queue, claims, approval, refusal."""
