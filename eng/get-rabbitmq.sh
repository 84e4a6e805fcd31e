#!/usr/bin/env bash
# Unpacks RabbitMQ and Erlang of another Debian or Ubuntu suite into a folder. It needs neither root nor chroot, and installs nothing.
#
#   eng/get-rabbitmq.sh trixie /tmp/rabbitmq4     prints the version, such as 4.0.5
#   GOQUEUE_RABBITMQ_BIN=/tmp/rabbitmq4/usr/lib/rabbitmq/bin dotnet run --project tests/GoQueue.RabbitMQ.Tests
#
# The packages come from the archives of this machine's apt sources, which check their signatures.
# GOQUEUE_DEBIAN_ARCHIVE names another archive, which is then asked first. Downloads are kept in GOQUEUE_DEB_CACHE
# (default: ~/.cache/goqueue-typed/debs), and a complete cache is used when no archive answers.
# The unpacked programs hold the folder's path: unpack again instead of moving the folder.
set -euo pipefail

fail() {
  echo "get-rabbitmq.sh: $1" >&2
  exit 1
}

[ $# -eq 2 ] || {
  echo "usage: eng/get-rabbitmq.sh SUITE FOLDER" >&2
  exit 64
}
suite=$1
[[ $suite =~ ^[a-z][a-z0-9.-]*$ ]] || fail "'$suite' is not the name of a suite: use a name such as trixie."
usable() { # FOLDER: Erlang's scripts hold the whole path, unquoted
  [[ $1 =~ ^[A-Za-z0-9/._+@=][A-Za-z0-9/._+@=-]*$ ]] || fail "The folder '$1' contains a space or a special character, which Erlang's scripts cannot take: choose another folder."
}
usable "$2"
[[ $2 == /* ]] || usable "$(pwd -P)/$2"
for tool in apt-get dpkg dpkg-deb flock sha256sum; do
  command -v "$tool" >/dev/null || fail "The program '$tool' is missing: RabbitMQ of the suite '$suite' can be unpacked on Debian and Ubuntu only."
done
machine=$(dpkg --print-architecture)
case $machine in
  amd64) triplet=x86_64-linux-gnu ;;
  arm64) triplet=aarch64-linux-gnu ;;
  *) fail "RabbitMQ of the suite '$suite' cannot be unpacked on '$machine': use amd64 or arm64." ;;
esac

# Only an empty folder, or one that an earlier run has written, is replaced.
if [ -e "$2" ] && [ ! -e "$2/.unpacked-by-get-rabbitmq" ] && [ -n "$(ls -A "$2")" ]; then
  fail "The folder '$2' is in use by something else: name an empty folder, or one that does not exist."
fi
home=${GOQUEUE_DEB_CACHE:-${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}}
[ -n "$home" ] || fail "Neither HOME nor GOQUEUE_DEB_CACHE is set: set GOQUEUE_DEB_CACHE to a folder for the downloads."
[ -n "${GOQUEUE_DEB_CACHE:-}" ] || home=$home/goqueue-typed/debs
cache=$home/$suite-$machine
mkdir -p "$cache/lists/partial" "$cache/archives/partial" "$cache/debs" "$cache/empty" 2>/dev/null || fail "The cache folder '$cache' cannot be created: set GOQUEUE_DEB_CACHE to a folder that can."
cache=$(cd "$cache" && pwd)
mkdir -p "$2" 2>/dev/null || fail "The folder '$2' cannot be created: choose another folder."
root=$(cd "$2" && pwd -P) # of a link, where it leads
usable "$root"
exec 9>"$cache/lock"
flock -n 9 || { # two runs at the same time share the cache
  echo "get-rabbitmq.sh: another run is using the cache '$cache'; this one waits for it." >&2
  flock 9
}
: >"$cache/status"

# A signature is checked with apt's own keys first, then with the key files of the two distributions.
# The setting of a release for this machine's own packages, and its pins, do not concern the other suite.
apt_of_suite() {
  apt-get -qq -o Dir::Etc::sourcelist="$cache/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null -o APT::Default-Release= \
    -o Dir::State::Lists="$cache/lists" -o Dir::State::status="$cache/status" -o Dir::Cache="$cache" \
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
    -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 -o APT::Sandbox::User= "$@"
}

archives() {
  [ -z "${GOQUEUE_DEBIAN_ARCHIVE:-}" ] || echo "${GOQUEUE_DEBIAN_ARCHIVE%/}"
  # Security archives have no suites of their own, and foreign repositories no RabbitMQ of a distribution.
  apt-get update --print-uris 2>/dev/null | sed -nE "s|^'([a-z+]+:[^']+)/dists/[^']*' .*|\1|p" | sed -E 's|/+$||' | grep -v security | awk '!seen[$0]++'
}

keys_of() { # ARCHIVE: the options of a "deb" line to try
  echo "[arch=$machine]"
  local file
  for file in /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/ubuntu-archive-keyring.gpg; do
    [ ! -f "$file" ] || echo "[arch=$machine signed-by=$file]"
  done
}

packages=(rabbitmq-server libc6 libgcc-s1 libstdc++6 libtinfo6 zlib1g libsystemd0 libcap2 libzstd1 libsctp1)
for part in asn1 base crypto eldap eunit inets mnesia os-mon parsetools public-key runtime-tools ssl syntax-tools tools xmerl; do
  packages+=("erlang-$part")
done

download() {
  local archive options ssl listed
  while read -r archive; do
    while read -r options; do
      # On Ubuntu RabbitMQ is in "universe"; Debian has no such component, which is a warning only.
      echo "deb $options $archive $suite main universe" >"$cache/sources.list"
      apt_of_suite update >>"$cache/log" 2>&1 || continue
      # In an empty folder, because packages that are there already are not listed. Suites before trixie have no libssl3t64.
      for ssl in libssl3t64 libssl3; do
        listed=$(cd "$cache/empty" && apt_of_suite --print-uris download "${packages[@]}" "$ssl" 2>>"$cache/log") && break
      done
      [ -n "$listed" ] || continue
      (cd "$cache/debs" && apt_of_suite download "${packages[@]}" "$ssl" >>"$cache/log" 2>&1) || continue
      sed -nE "s|^'[^']*' ([^ ]+) .*|\1|p" <<<"$listed" >"$cache/wanted"
      (cd "$cache/debs" && for deb in *.deb; do grep -qxF -- "$deb" "$cache/wanted" || rm -f -- "$deb"; done)
      (cd "$cache/debs" && sha256sum -- *.deb) >"$cache/SHA256SUMS.new"
      mv "$cache/SHA256SUMS.new" "$cache/SHA256SUMS"
      return 0
    done < <(keys_of "$archive")
  done < <(archives)
  return 1
}

: >"$cache/log"
if ! download; then
  # The reason that a reader can act on is apt's own; a suite that does not exist has "no Release file".
  reason=$(grep -m 1 -E '^(E: The repository|W: Failed to fetch|E: )' "$cache/log" | sed -E 's/^[EW]: //; s/[[:space:]]+/ /g; s/[.]?$//' || true)
  if ! { [ -s "$cache/SHA256SUMS" ] && (cd "$cache/debs" && sha256sum --quiet -c "$cache/SHA256SUMS") >/dev/null 2>&1; }; then
    # Nothing was unpacked, and of a suite that does not exist nothing is worth keeping.
    rmdir -- "$root" 2>/dev/null || true
    [ -n "$(ls -A "$cache/debs")" ] || rm -rf -- "$cache"
    fail "RabbitMQ of the suite '$suite' cannot be had from this machine's package archives (${reason:-no archive is configured}): check the name, or set GOQUEUE_DEBIAN_ARCHIVE to an archive that has it."
  fi
  echo "get-rabbitmq.sh: no archive has answered (${reason:-no archive is configured}); the cached packages are used." >&2
fi

# The mark stays: a run that is interrupted leaves a folder that the next one may replace.
: >"$root/.unpacked-by-get-rabbitmq"
find "$root" -mindepth 1 ! -path "$root/.unpacked-by-get-rabbitmq" -delete
# Only what was listed: a download that was cut off leaves packages of two versions in the cache.
mapfile -t debs < <(sed -E 's/^[0-9a-f]+ [ *]//' "$cache/SHA256SUMS")
for deb in "${debs[@]}"; do
  deb=$cache/debs/$deb
  dpkg-deb -x "$deb" "$root" || fail "The package '$deb' cannot be unpacked into '$root': delete it, check the free space, and run this again."
done

# Erlang's programs need the libc that they were built for. Each is put behind a script: a variable such as
# LD_LIBRARY_PATH would reach this system's own programs, which Erlang starts as well.
# A regular file, because a link may be absolute and lead to this system's own loader. Suites before trixie have it in /lib.
loader=$(find "$root/usr/lib/$triplet" "$root/lib/$triplet" -maxdepth 1 -type f -name 'ld-linux-*.so.*' 2>/dev/null | head -n 1 || true)
libraries=$root/usr/lib/$triplet:$root/lib/$triplet
[ -n "$loader" ] || fail "The packages of the suite '$suite' have an unknown layout (no loader in lib/$triplet): choose another suite."
for program in "$root"/usr/lib/erlang/bin/* "$root"/usr/lib/erlang/erts-*/bin/* "$root"/usr/lib/erlang/lib/os_mon-*/priv/bin/*; do
  if [ -L "$program" ] || [ ! -f "$program" ] || [ "$(head -c 4 "$program" | tr -d '\0')" != $'\x7fELF' ]; then
    continue
  fi
  mv "$program" "$program.elf"
  # shellcheck disable=SC2016 # $0 and $@ are the written script's
  printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 "$0" "%s.elf" "$@"\n' "$loader" "$libraries" "$program" >"$program"
  chmod +x "$program"
done
sed -i -E "s|^( *ROOTDIR=).*|\1$root/usr/lib/erlang|" "$root/usr/lib/erlang/bin/erl"

version=$(sed -nE 's/^rabbitmq-server_([0-9]+:|[0-9]+%3a)?([0-9.]+).*/\2/p' <<<"$(printf '%s\n' "${debs[@]}")" | head -n 1)
if [ ! -x "$root/usr/lib/rabbitmq/bin/rabbitmq-server" ] || [ -z "$version" ]; then
  fail "The package rabbitmq-server of the suite '$suite' has an unknown layout: choose another suite."
fi
echo "$version"
