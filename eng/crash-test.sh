#!/usr/bin/env bash
# Kills a process at work on a gallery, again and again, and checks each time that no acknowledged change is lost.
# Usage: eng/crash-test.sh [kills, 200 by default] [seed, 1 by default]
set -euo pipefail
cd "$(dirname "$0")/.."
export HYPERFACE_CRASH_KILLS="${1:-200}" HYPERFACE_CRASH_SEED="${2:-1}"
dotnet build tests/Indexer.Tests -c Release
tests/Indexer.Tests/bin/Release/net10.0/HyperFace.Indexer.Tests -explicit only -method '*.As_many_kills_as_asked_for' -diagnostics
