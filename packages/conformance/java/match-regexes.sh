#!/usr/bin/env bash
# Prints what RE2J makes of random regular expressions, a JSON line for each.
# Usage: match-regexes.sh SEED COUNT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/build.sh"
exec java -Xmx512m -XX:+UseSerialGC -cp "$here/target/classes:$here/target/lib/*" odradek.regexes.MatchRegexes "$@"
