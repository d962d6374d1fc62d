"""The derivations that come with symbinfo, one file a theorem family."""

CHAPTERS = (
    "self_information",
    "entropy",
    "gibbs",
    "maximum_entropy",
    "joint_entropy",
    "mutual_information",
    "data_processing",
    "kl_divergence",
    "cross_entropy",
    "convexity",
    "learning",
    "softmax",
)
"""The files in the order in which a course tells them; others come after, by name."""
