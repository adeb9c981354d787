#!/usr/bin/env bash
# Prints the hashes that Kafka's group coordinator makes of random topics and groups, a JSON line for each group.
# Usage: hash-topics.sh SEED COUNT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/build.sh"
exec java -Xmx512m -XX:+UseSerialGC -cp "$here/target/classes:$here/target/lib/*" odradek.topics.HashTopics "$@"
