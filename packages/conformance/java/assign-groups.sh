#!/usr/bin/env bash
# Prints what Apache Kafka's assignors make of random groups, a JSON line for each.
# Usage: assign-groups.sh client|server SEED COUNT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/build.sh"
exec java -Xmx512m -XX:+UseSerialGC -cp "$here/target/classes:$here/target/lib/*" odradek.assignors.AssignGroups "$@"
