"""How well readings agree with labelled captures: field scores, leaks, calibration, a report."""
