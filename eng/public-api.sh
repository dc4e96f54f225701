#!/usr/bin/env bash
# Writes new public members into a library's PublicAPI.Unshipped.txt, so that the change shows in review.
# Usage: eng/public-api.sh src/Search
set -euo pipefail
file="$1/PublicAPI.Unshipped.txt"
added=$(dotnet build "$1" -p:TreatWarningsAsErrors=false --no-incremental 2>&1 |
  grep -oE "RS0016: Symbol '.*' is not part" | sed -E "s/^RS0016: Symbol '(.*)' is not part$/\1/" | sort -u) || true
{ cat "$file"; printf '%s\n' "$added"; } | grep -v '^$' | LC_ALL=C sort -u > "$file.new"
mv "$file.new" "$file"
