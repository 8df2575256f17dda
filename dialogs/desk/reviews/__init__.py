"""Reviews at the desk: an application on the screen, comments drafted and sent, verdicts, versions side by side."""
