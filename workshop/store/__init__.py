"""Where a workshop is kept: its log, the catalogue of workshops, accounts and seats, archives."""
