"""What every room of the desk stands on: the step, and what words name: days, counties, places of a review."""
