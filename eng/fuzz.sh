#!/usr/bin/env bash
# Feeds mutated files to what reads untrusted bytes: image decoder, manifests, checkpoint reader, ONNX loading. See docs/fuzzing.md.
# Usage: eng/fuzz.sh [target: image, manifest, detector, generator, pickle, checkpoint, onnx or all] [inputs, 1000000 by default] [seed, 20261124 by default]
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tools/Fuzz -c Release -v quiet
exec nice tools/Fuzz/bin/Release/net10.0/HyperFace.Fuzz "$@"
