"""Routes commands to the rules and exercises, and knows them all."""
