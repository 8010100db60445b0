"""Reading cards and signatures: bytes and hints in, a `Reading` out."""
