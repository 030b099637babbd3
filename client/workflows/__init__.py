"""One module per thing a clerk does; the only entrance for the window and the command line."""
