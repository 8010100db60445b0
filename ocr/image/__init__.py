"""From received bytes to an upright picture, and back to a picture that may be kept."""
