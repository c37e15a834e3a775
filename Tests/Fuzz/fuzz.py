#!/usr/bin/env python3
"""Sends the API what its OpenAPI document allows and what it forbids, for each role, and holds the answers against the document.

    fuzz.py BASE_URL ROLE=TOKEN [ROLE=TOKEN ...] [--examples N] [--seed N] [--records]

The server runs already; each token is of one role. Needs schemathesis 4 (pip install schemathesis) in this Python or on PATH. Exit status 1 when anything
differs: a server error, an answer that the document does not have, a request taken that it forbids, a method or a login that is not seen to.
--records lets roles that may record do so; without it only what they may read is asked, so a book stays as it is.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
# Goes on for as long as one listens; its own test has it.
ENDLESS = "/api/v1/position/events"


def program() -> list[str]:
    """Schemathesis beside this Python, else on PATH."""
    beside = pathlib.Path(sys.executable).with_name("schemathesis")
    if beside.exists():
        return [str(beside)]
    found = shutil.which("schemathesis")
    if not found:
        sys.exit("schemathesis is missing; type: pip install schemathesis")
    return [found]


def run(role: str, token: str, options: argparse.Namespace) -> tuple[bool, str]:
    command = program() + [
        "--config-file", str(HERE / "schemathesis.toml"), "run", options.base.rstrip("/") + "/api/v1/openapi.json", "--url", options.base,
        "--checks", "all", "--seed", str(options.seed), "--max-examples", str(options.examples), "--phases", "coverage,fuzzing" if role in options.coverage else "fuzzing",
        "--exclude-path", ENDLESS, "--request-timeout", "20", "--continue-on-failure", "--no-color",
        # Python 3.11 cannot compile in two threads at once, which Hypothesis does.
        "--workers", "1",
    ]
    # Signing oneself out would end the run.
    command += ["--exclude-operation-id", "endSession"]
    if not options.records:
        command += ["--include-method", "GET"]
    if role != "stranger":
        command += ["-H", f"Authorization: Bearer {token}"]
    begun = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONHASHSEED": str(options.seed)})
    seconds = time.monotonic() - begun
    text = done.stdout + done.stderr
    cases = re.search(r"(\d+) generated", text)
    print(f"{role:12} {'✓' if done.returncode == 0 else '✗'} {cases.group(1) if cases else '?':>6} requests {seconds:6.1f} s", flush=True)
    return done.returncode == 0, text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("tokens", nargs="+", metavar="ROLE=TOKEN")
    parser.add_argument("--examples", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--records", action="store_true")
    parser.add_argument(
        "--coverage", nargs="*", default=["accountant"], metavar="ROLE", help="roles that go through every rule of the schema too: ten times as long")
    options = parser.parse_args()
    failed = []
    for pair in options.tokens:
        role, _, token = pair.partition("=")
        is_good, text = run(role, token, options)
        if not is_good:
            failed.append((role, text))
    for role, text in failed:
        print(f"\n=== {role} ===\n{text[-20000:]}")
    print(f"\n{len(options.tokens) - len(failed)} of {len(options.tokens)} roles without a difference.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
