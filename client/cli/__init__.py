"""`catalog`: the same work as the window, without a screen. A public interface: names, JSON members and exit codes stay."""
