"""The register of breaches: what a lost phone held, who must be told, and by when."""
