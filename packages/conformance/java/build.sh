#!/usr/bin/env bash
# Compiles the fixture programs into target/, unless nothing changed. Needs Java 17 and Maven.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stamp=target/.built
if [ ! -f "$stamp" ] || [ -n "$(find pom.xml src -newer "$stamp" -print -quit)" ]; then
  mvn -q -B process-classes >&2
  touch "$stamp"
fi
