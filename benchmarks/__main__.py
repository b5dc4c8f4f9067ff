"""`python -m benchmarks`: every comparison, one after the other."""

from benchmarks.brochure_vs_typst import main

main()
