"""Long proofs: `make prove`. Each prints its figures beside what was aimed at; a short version runs with the tests."""
