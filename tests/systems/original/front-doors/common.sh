# Sourced by every front door: does the real thing in the system's folder (SYSTEM), or fails. A front door answers nothing by itself.
set -euo pipefail

# refuse WHY: this program cannot do what the line asks here, and says so.
refuse() {
  echo "${0##*/}: $1" >&2
  exit 2
}

# system COMMAND [ARGUMENT…]: one of the system's own commands.
system() {
  local command=$1
  shift
  "$SYSTEM/bin/$command" "$@"
}

# tests PROJECT PATH…: real tests of the checked-out commit.
tests() {
  cd "$SYSTEM/../.."
  scripts/with-node node_modules/.bin/vitest run --project "$@"
}
