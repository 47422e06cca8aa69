# Sourced by every script here: works in the folder above bin/, and writes each call to the ledger.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p state logs backups
echo "command $(basename "$0") $*" >>ledger.log

# Asks the port, not the pid: an ended process that nobody reaps still has one.
running() { [[ -s state/pid ]] && (: <"/dev/tcp/127.0.0.1/$(<state/port)") 2>/dev/null; }
