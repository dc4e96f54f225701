#!/bin/bash
# Builds FAISS from Debian's source package with AVX2, which Debian's own binary does without: a static library, no GPU,
# no Python. Needs no root and leaves apt's settings alone; does nothing when the library stands already.
#   build-faiss.sh FOLDER [SUITE]
# FOLDER receives include/, lib/ and "version": one line, the version and the level it is built for. SUITE is a Debian
# release that has sources (default: this system's own). Needs apt, dpkg-dev, cmake, g++ and libopenblas-dev.
set -euo pipefail

folder=$(mkdir -p "${1:?build-faiss.sh FOLDER [SUITE]}" && cd "$1" && pwd)
suite=${2:-$(. /etc/os-release && echo "${VERSION_CODENAME:-bookworm}")}
work=$folder/work
level=avx2

if [ -s "$folder/version" ]; then
    exit 0
fi

grep -qw "$level" /proc/cpuinfo || { echo "This processor has no $level; FAISS is not built." >&2; exit 1; }
for program in apt-get dpkg-source cmake g++; do
    command -v "$program" > /dev/null || { echo "$program is needed (Debian: apt, dpkg-dev, cmake, g++)." >&2; exit 1; }
done
[ -n "$(find /usr/include -name 'openblas_config*.h' -print -quit)" ] || { echo "Debian's libopenblas-dev is needed." >&2; exit 1; }

# A list of sources and a cache of its own: the system may have no deb-src, and needs none.
rm -rf "$work"
mkdir -p "$work/lists/partial" "$work/archives/partial"
cat > "$work/faiss.sources" << END
Types: deb-src
URIs: ${DEBIAN_MIRROR:-http://deb.debian.org/debian}
Suites: $suite
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
apt=(-qq -o "Dir::Etc::SourceList=$work/faiss.sources" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
    -o "Dir::Cache=$work/archives" -o APT::Sandbox::User=root)
cd "$work"
apt-get "${apt[@]}" update
apt-get "${apt[@]}" source --download-only faiss
dpkg-source --no-check -x faiss_*.dsc source  # apt has checked the archive's signature over its sums
version=$(sed -n 's/^Version: //p' faiss_*.dsc | head -1)

# Only the library of that level; the others of the source tree would take as long again.
cmake -S source -B build -DCMAKE_BUILD_TYPE=Release -DFAISS_OPT_LEVEL=$level -DFAISS_ENABLE_GPU=OFF -DFAISS_ENABLE_PYTHON=OFF \
    -DFAISS_ENABLE_C_API=OFF -DBUILD_TESTING=OFF -DBUILD_SHARED_LIBS=OFF -DBLA_VENDOR=OpenBLAS
nice cmake --build build --target faiss_$level --parallel "${FAISS_JOBS:-$(nproc)}"

mkdir -p "$folder/include" "$folder/lib"
(cd source && find faiss -name '*.h' -exec cp --parents -t "$folder/include" {} +)
cp "build/faiss/libfaiss_$level.a" "$folder/lib/libfaiss.a"
rm -rf "$work"
echo "FAISS $version, $level" > "$folder/version"
