"""A coordinator's sentence taken apart: places, days, people, what is to be done, and what is said beside."""
