#!/usr/bin/env bash
# Compiles the fixture programs into target/, unless nothing changed. Needs Java 17 and Maven.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stamp=target/.built
mkdir -p target
# Two that compile at a time would write the same files.
exec 9> target/.lock
if command -v flock > /dev/null; then flock 9; fi
if [ ! -f "$stamp" ] || [ -n "$(find pom.xml src -newer "$stamp" -print -quit)" ]; then
  mvn -q -B process-classes >&2
  touch "$stamp"
fi
