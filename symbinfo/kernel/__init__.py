"""The trusted part: what is believed, and why. Small and dull on purpose."""
