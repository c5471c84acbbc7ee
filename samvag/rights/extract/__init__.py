"""What a register extract is made of."""
