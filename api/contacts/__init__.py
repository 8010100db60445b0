"""People at companies: the register itself. `service.register` is the only way in."""
