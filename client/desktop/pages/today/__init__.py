"""The parts of the home page: what waits, what was returned, and the questions of the first start."""
