"""Benchmarks: what they measure stands in docs/performance.md."""
