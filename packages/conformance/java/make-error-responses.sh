#!/usr/bin/env bash
# Writes packages/broker/testdata/kafka-4.3.1/error-responses.jsonl.gz again, from the requests among the
# message fixtures, with Apache Kafka's own classes. Usage: make-error-responses.sh [output file]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../../broker/testdata/kafka-4.3.1/error-responses.jsonl.gz}
"$here/build.sh"
mkdir -p "$(dirname "$out")"
exec java -Xmx512m -cp "$here/target/classes:$here/target/lib/*" odradek.fixtures.ErrorResponses \
  "$here/../../protocol/testdata/kafka-4.3.1" "$out"
