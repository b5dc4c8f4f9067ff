"""`python -m benchmarks`: every comparison, one after the other."""

from benchmarks import brochure_vs_typst, long_texts, print_cost, rebuild

brochure_vs_typst.main()
long_texts.main()
print_cost.main()
rebuild.main()
