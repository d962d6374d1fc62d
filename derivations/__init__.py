"""The derivations that come with symbinfo, one file a theorem family."""
