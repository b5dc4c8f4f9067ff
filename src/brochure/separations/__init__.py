"""One page of a finished PDF as its printing plates: what each ink prints, overlaps and transparency composited."""
