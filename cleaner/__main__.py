"""The command `cleaner`, and `python -m cleaner`: an interrupt ends either in one line, also while what it needs is being imported."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from cleaner.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("cleaner: interrupted\n")
        raise SystemExit(130) from None
    run()


if __name__ == "__main__":
    main()
