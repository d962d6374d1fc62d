"""``python -m symbinfo`` is the command ``symbinfo``."""

from symbinfo.cli.main import main

if __name__ == "__main__":
    main()
