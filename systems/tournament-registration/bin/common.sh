# Sourced by every script here: works in the folder above bin/, with a Node that can run the system.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."

# run COMMAND [ARGUMENT…]: a command of the current release; where there is none yet, of the source.
run() {
  local program=current/deploy/command.js
  [[ -e $program ]] || program=deploy/command.ts
  exec ../../scripts/with-node node "$program" "$@"
}
