"""The pure core: what the product does, without clock, chance, database or network."""
