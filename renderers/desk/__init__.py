"""A region on paper and screen: a sheet, a picture, data. Cells are text, so that no figure becomes a formula."""
