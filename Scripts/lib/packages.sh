# What Debian has to provide. Each need is probed for itself, by what the build or the program really uses, so that a PostgreSQL from
# elsewhere counts too and a machine that has everything is left alone.

# The toolchain's own libraries and a C++ compiler's headers, by the names of swift.org's list for Debian 12.
# All of the toolchain's libraries are wanted by `swift package`.
missing_for_swift() {
  swift package --version >/dev/null 2>&1 || printf '%s\n' libcurl4-openssl-dev libncurses-dev libsqlite3-dev libxml2-dev
  command -v g++ >/dev/null || echo g++
  # SwiftPM fetches the packages we depend on with git, over HTTPS.
  command -v git >/dev/null || printf '%s\n' git ca-certificates
}

# PostgreSQL 15 or later, with the programs that create and start a server.
has_postgresql() {
  local initdb version
  for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb; do
    [ -x "$initdb" ] || continue
    version=$("$initdb" --version | grep -oE '[0-9]+' | head -n 1) || continue
    [ "$version" -ge 15 ] && return
  done
  return 1
}

missing_for_esep() {
  command -v pkg-config >/dev/null || echo pkg-config
  pkg-config --exists libpq 2>/dev/null || echo libpq-dev
  pkg-config --exists libqrencode 2>/dev/null || echo libqrencode-dev
  pkg-config --exists zlib 2>/dev/null || echo zlib1g-dev
  pkg-config --exists expat 2>/dev/null || echo libexpat1-dev
  pkg-config --exists xlsxwriter 2>/dev/null || echo libxlsxwriter-dev
  pkg-config --exists libzip 2>/dev/null || echo libzip-dev
  has_postgresql || echo postgresql
}

missing_for_tests() {
  command -v python3 >/dev/null || echo python3
  command -v valgrind >/dev/null || echo valgrind
  # Adds up the exported journal: a second oracle for the double entry.
  command -v hledger >/dev/null || echo hledger
  # An audit pack is looked at as an auditor would, and checked by a program that shares nothing with ours.
  command -v jq >/dev/null || echo jq
  # Debian's package is for Debian's Python, which need not be the one that comes first in PATH.
  /usr/bin/python3 -c 'import cryptography' 2>/dev/null || echo python3-cryptography
  # Holds exported EPCIS documents against the published JSON schema.
  /usr/bin/python3 -c 'import jsonschema' 2>/dev/null || echo python3-jsonschema
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

# Debian's package would create and start a system-wide server that Esep has no use for: it starts a private one.
# The setting stands only while we install, and only where the package was not there before.
install_without_system_server() {
  local setting=/etc/postgresql-common/createcluster.d/esep.conf status=0
  as_root mkdir -p "${setting%/*}"
  echo 'create_main_cluster = false' | as_root tee "$setting" >/dev/null
  install_packages "$@" || status=$?
  as_root rm -f "$setting"
  as_root rmdir --ignore-fail-on-non-empty "${setting%/*}"
  return "$status"
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# Installs what the named groups (swift, esep, tests) miss; says so first; does nothing when nothing is missing.
ensure_packages() {
  local group packages by_hand
  mapfile -t packages < <(for group in "$@"; do "missing_for_$group"; done)
  [ "${#packages[@]}" -gt 0 ] || return 0

  by_hand="apt-get install ${packages[*]}"
  command -v apt-get >/dev/null || fail "Missing: ${packages[*]} (Debian's names)." "Install them with this system's package manager and run this again."
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || fail "Missing: ${packages[*]}. Run as root:" "  $by_hand"

  say "Installing from Debian: ${packages[*]}"
  as_root apt-get update -q >&2 || say "apt-get update failed; trying with the package lists at hand."
  case " ${packages[*]} " in
    *" postgresql "*) install_without_system_server "${packages[@]}" ;;
    *) install_packages "${packages[@]}" ;;
  esac || fail "Installing failed; apt-get's reason stands above. Mend it, or install by hand, and run this again:" "  $by_hand"
}
