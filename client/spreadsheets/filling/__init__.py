"""补填: what a sheet does not say is asked once for the whole file, and remembered for sheets of its shape."""
