"""Speed side by side with a peer, in one run: ratios, never absolute figures."""
