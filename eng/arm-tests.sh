#!/usr/bin/env bash
# Runs the tests of Search as a 64-bit Arm processor would, emulated by Debian's qemu-user-static, some 50 times slower
# than here: name what is to run. The libraries that .NET loads come from Debian too and stay below artifacts/.
# Usage: eng/arm-tests.sh -class '*Kernels*' -class '*Sweep*'
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD/artifacts/arm64"
mkdir -p "$root/lists/partial" "$root/debs" "$root/libraries"

if [[ ! -e "$root/libraries/lib/ld-linux-aarch64.so.1" ]]; then
  apt=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root
    -o Dir::State::lists="$root/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  "${apt[@]}" update
  (cd "$root/debs" && "${apt[@]}" download libc6 libgcc-s1 libssl3 libstdc++6)
  for package in "$root"/debs/*.deb; do dpkg -x "$package" "$root/libraries"; done
fi

# A lock file of its own: the projects' lock files name no runtime.
dotnet publish tests/Search.Tests -c Release -r linux-arm64 --self-contained -o "$root/tests" \
  -p:NuGetLockFilePath=obj/packages.arm64.lock.json

# The emulator misses code that is written through a second mapping, and does not give back memory that is freed.
# Without tiers, the code that is tested is the optimised one.
export DOTNET_EnableWriteXorExecute=0 DOTNET_GCHeapHardLimit=0x40000000 DOTNET_TieredCompilation=0
qemu-aarch64-static -cpu max -L "$root/libraries" "$root/tests/HyperFace.Search.Tests" -maxThreads 1 "$@"
