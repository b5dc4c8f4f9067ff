"""The print ticket 工艺单 and the contact sheet: what a finished file holds, read back from it, on one page."""
