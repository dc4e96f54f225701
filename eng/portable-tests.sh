#!/usr/bin/env bash
# Runs the tests of Search as processors without AVX-512 and VNNI, without 256-bit multiply-add, and without any vector
# instruction, would run them. As Arm processors: arm-tests.sh.
# Usage: dotnet build tests/Search.Tests -c Release && eng/portable-tests.sh
set -euo pipefail
tests="$(dirname "$0")/../tests/Search.Tests/bin/Release/net10.0/HyperFace.Search.Tests"
if grep -qE 'avx512bw|avx_vnni' /proc/cpuinfo; then
  DOTNET_EnableAVX512=0 DOTNET_EnableAVXVNNI=0 DOTNET_EnableAVXVNNIINT=0 "$tests" "$@"
fi

DOTNET_EnableAVX2=0 "$tests" "$@"
DOTNET_EnableHWIntrinsic=0 "$tests" "$@"
