"""Sessions in the database, as Django keeps them."""
