"""All benchmarks: `make bench`, or `make bench ARGS="pages --large"` for one of them at the size of a busy house.

What is printed are ratios of two ways measured in turn in one run. They do not pass or fail.
"""

import argparse

from tests.benchmarks import change, match_job, matching, pages, placement, reminders

BENCHMARKS = {
    "reminders": (reminders.main, 1_000, 100_000),
    "pages": (pages.main, 40, 400),
    "placement": (placement.main, 1_000, 2_000),
    "matching": (matching.main, 2_000, 10_000),
    "match_job": (match_job.main, 2_000, 10_000),
    "change": (change.main, 100_000, 1_000_000),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(BENCHMARKS)}; without one, all")
    parser.add_argument(
        "--large",
        action="store_true",
        help="100,000 reminders, 400 rounds of each page, 2,000 people to place, 10,000 to match, a million scores",
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - BENCHMARKS.keys():
        parser.error(f"there is no benchmark called {', '.join(unknown)}")
    for name in chosen.names or BENCHMARKS:
        run, small, large = BENCHMARKS[name]
        print(f"{name}:", flush=True)
        run(large if chosen.large else small)


if __name__ == "__main__":
    main()
