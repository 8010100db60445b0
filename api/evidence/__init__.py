"""Sealed records of active provision: a Merkle log that tells nothing, bodies only a key opens."""
