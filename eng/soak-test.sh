#!/usr/bin/env bash
# Searches of every kind beside additions, updates, removals, linking, saving and opening, and checks every answer.
# Usage: eng/soak-test.sh [minutes, 30 by default] [seed, 1 by default]
set -euo pipefail
cd "$(dirname "$0")/.."
export HYPERFACE_SOAK_MINUTES="${1:-30}" HYPERFACE_SOAK_SEED="${2:-1}"
dotnet build tests/Search.Tests -c Release
tests/Search.Tests/bin/Release/net10.0/HyperFace.Search.Tests -explicit only -method '*.For_as_many_minutes_as_asked_for' -diagnostics
