"""Files of others as lines and tables, for ``dialogs.gathering``: Word files, sheets, our own data.

Files are opened by the child of ``renderers.proofs``, which writes down what it read (``documents``). What the blank
form itself says (``blank``) says nothing in a filled one.
"""
