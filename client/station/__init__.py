"""县级汇总台: a small real platform that a county can run; rehearsals and tests use it."""
