"""What a municipality's own IT would put together in some days: Django's admin over the same rows. To compare with."""
