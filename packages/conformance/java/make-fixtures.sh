#!/usr/bin/env bash
# Writes packages/protocol/testdata/kafka-4.3.1 again, with Apache Kafka 4.3.1's own classes.
# Two runs give the same bytes. Usage: make-fixtures.sh [output folder]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../../protocol/testdata/kafka-4.3.1}
"$here/build.sh"
mkdir -p "$out"
exec java -Xmx1g -cp "$here/target/classes:$here/target/lib/*" odradek.fixtures.MakeFixtures "$out"
