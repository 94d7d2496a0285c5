"""What people need, as one page: counts per need that lead to nobody, today or when two reports are subtracted."""
