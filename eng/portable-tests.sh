#!/usr/bin/env bash
# Runs the tests of Search as processors without 256-bit multiply-add, and without any vector instruction, would run them.
# Usage: dotnet build tests/Search.Tests -c Release && eng/portable-tests.sh
set -euo pipefail
tests="$(dirname "$0")/../tests/Search.Tests/bin/Release/net10.0/HyperFace.Search.Tests"
DOTNET_EnableAVX2=0 "$tests" "$@"
DOTNET_EnableHWIntrinsic=0 "$tests" "$@"
