"""The pure Python side of the side-by-side figures of java/benchmarks."""
