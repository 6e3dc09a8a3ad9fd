"""The benchmark, `make bench`: what the program must reach, measured side by side with what there is to compare with."""
