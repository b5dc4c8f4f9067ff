"""The text engine by itself: stages, and a book side by side with typst."""
