# Shared by Scripts/run and Scripts/test; sourced, never run. Sets ROOT and works from there.

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
CALLED_FROM=$PWD
cd -- "$ROOT"

# Talk goes to standard error, so that standard output holds nothing but what was asked for.
say() { printf '%s\n' "$*" >&2; }

# Says what is wrong and, in the same breath, what to do next.
fail() {
  printf '%s\n' "$@" >&2
  exit 1
}
