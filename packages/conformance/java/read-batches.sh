#!/usr/bin/env bash
# Reads base64 record batches, one a line, with Apache Kafka's classes and prints what they hold as JSON lines.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/build.sh"
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "$here/target/classes:$here/target/lib/*" odradek.fixtures.ReadBatches
