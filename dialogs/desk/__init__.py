"""A coordinator's conversation: the same events, the same kind of ladder, buttons and words, about a region.

``machine`` takes a turn. It is pure like the contact's: the region comes in as a value, what the outside has to do goes
out as requests, and comes back as ``Happened``.
"""
