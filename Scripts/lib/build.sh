# One way to build, for every script: release, because the random histories and the demo are long and because integer overflow traps
# in release as well. The flags are the same everywhere, or SwiftPM would compile everything twice.

BUILD_FLAGS=(-c release --explicit-target-dependency-import-check error)
ESEP=$ROOT/.build/release/esep

# The command as the caller would type it from where he stands.
esep_as_typed() {
  if [ "$CALLED_FROM" = "$ROOT" ]; then echo .build/release/esep; else printf '%q\n' "$ESEP"; fi
}

# Puts the first Swift toolchain found on PATH; without one says how to get it.
find_swift() {
  local directory
  command -v swift >/dev/null && return
  for directory in /opt/swift/usr/bin "${HOME:-/root}/.local/share/swiftly/bin"; do
    if [ -x "$directory/swift" ]; then
      PATH=$directory:$PATH
      return
    fi
  done
  fail "Esep is built with Swift 6.2 or later, and there is none here. Get it from https://swift.org/install/linux and run this again." \
    "Or, with Docker and without Swift: docker compose up --build"
}
