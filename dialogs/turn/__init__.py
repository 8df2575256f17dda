"""A turn under construction, what goes in and out of it, and what it may touch: whose question, returned, sealed."""
