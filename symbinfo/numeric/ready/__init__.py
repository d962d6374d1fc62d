"""Ready-made functions: each is `lambdify` of the symbolic definition of a measure."""
