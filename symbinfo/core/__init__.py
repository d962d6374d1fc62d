"""What statements are made of: distributions, variables, hypotheses, statements."""
