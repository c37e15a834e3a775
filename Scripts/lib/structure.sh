# Checks that need no compiler: what lies where, and how much of it.

# Every file of the project, one a line: what git knows or would add; without git, what lies there.
project_files() {
  git ls-files --cached --others --exclude-standard 2>/dev/null || find . -type f -not -path './.*' -printf '%P\n'
}

source_files() {
  project_files | grep -E '^(Sources|Tests|Projections|Package\.swift)' | grep -E '\.(swift|sql|py|h)$' | while IFS= read -r file; do
    if [ -f "$file" ]; then printf '%s\n' "$file"; fi # deleted, but not yet committed
  done
}

# Prints what is wrong, one line each, and fails if there is anything.
check_structure() {
  local wrong
  wrong=$(
    project_files | cut -d/ -f1 | sort -u \
      | grep -vxE 'Package\.(swift|resolved)|Sources|Tests|Projections|Scripts|docker-compose\.yml|README\.md|\..*' \
      | sed 's/$/: does not belong at the top level/'

    source_files | tr '\n' '\0' | xargs -0r wc -l | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines; 400 are the most, split it by topic" }'

    source_files | tr '\n' '\0' | xargs -0r grep -HnwE 'TODO|FIXME' | sed 's/$/ <- do it, or write down why not/'

    # A skipped test looks like a passed one. Scripts/test runs Swift Testing alone, so XCTest cases would be skipped as well.
    source_files | grep '^Tests/' | tr '\n' '\0' | xargs -0r grep -HnE '\.disabled\(|XCTSkip|import XCTest' | sed 's/$/ <- would not run/'

    # The embedded files of a target become Swift names, in which - and _ are one: said here by name rather than by the compiler in code nobody wrote.
    project_files | grep -E '^Projections/.*\.sql$' | sed -E 's|.*/||; s|-|_|g' | sort | uniq -d \
      | sed 's/$/: two files of this name under Projections; a read model and a report may not share one/'
  ) || true
  [ -z "$wrong" ] || { printf '%s\n' "$wrong" >&2; return 1; }
}
