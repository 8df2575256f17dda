"""The two Word templates of the edition, drawn anew from the text of the notice.

**A reconstruction.** The province's own Word files were not at hand: the notice is text, in which merged cells,
column widths and page breaks are lost. So the layout here is inferred (附件2-23 forbids changing the official one).
The official .docx can take the place of these files by a setting once its places carry the same names;
``renderers.word.check_template`` says which are missing. ``python -m renderers.reconstruction`` draws both again; what
people changed in them by hand in Word is then lost.

``layout`` says what a page is made of; ``cover``, ``figures``, ``progress``, ``plan`` and ``summary`` what stands
where; ``markup`` and ``wordml`` turn that into WordprocessingML; ``package`` makes the file.

How the pages keep still (一至七不得串页): every line has an exact height, a row is never split, and rows are at least
as high as their longest permitted text, with lines to spare. Zero-length bookmarks at the start and the end of each
row (``r2x1a``, ``r2x1z`` for 2.1) show in a PDF where the row came to stand.
"""
