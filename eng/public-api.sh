#!/usr/bin/env bash
# Brings a library's PublicAPI.Unshipped.txt in step with its code, so that a change of its surface shows in review.
# Usage: eng/public-api.sh src/Search
set -euo pipefail
file="$1/PublicAPI.Unshipped.txt"
report=$(dotnet build "$1" -p:TreatWarningsAsErrors=false --no-incremental 2>&1 || true)
gone=$(grep -oE "RS0017: Symbol '.*' is part" <<<"$report" | sed -E "s/^RS0017: Symbol '(.*)' is part$/\1/" | sort -u || true)
added=$(grep -oE "RS0016: Symbol '.*' is not part" <<<"$report" | sed -E "s/^RS0016: Symbol '(.*)' is not part$/\1/" | sort -u || true)
{ grep -vxF -f <(printf '%s\n' "$gone") "$file"; printf '%s\n' "$added"; } | grep -v '^$' | LC_ALL=C sort -u > "$file.new"
mv "$file.new" "$file"
