#!/usr/bin/env bash
# Provides kube-apiserver and etcd for the tests and prints the folder that holds both as the last line of stdout.
# Everything else goes to stderr. Usage: scripts/test-assets.sh
#
# Order: KUBEBUILDER_ASSETS if it holds both; the cache; the official envtest archive; a build from Debian 12's source
# package. Nothing outside the cache folder is changed and no root is needed: Debian's packages are unpacked into a
# temporary folder, not installed, so no etcd service can come alive.
#
#   SLO_OPERATOR_ASSETS   the cache folder; default: ${XDG_CACHE_HOME:-$HOME/.cache}/slo-operator/test-assets
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ "$#" -eq 0 ] || die "takes no arguments, found '$*'; the cache folder is chosen by SLO_OPERATOR_ASSETS"

envtest_version=1.36.0
envtest_url="https://github.com/kubernetes-sigs/controller-tools/releases/download"
# From envtest-releases.yaml in kubernetes-sigs/controller-tools.
envtest_sha512_amd64=302d6a4c3b7d79b8a6168cd9fd5f18e718048211d25012d969d320e06b39672d17338bcd008c29adf98b41048a6f7d80c90ab0165b4b861497ef74c7bc6c1531
envtest_sha512_arm64=16b416776b6f5e6a13be33b7e9f248cbffb71b40bc286436c93b83239b965d07b902ce0da75b721aea9356a764ca896154bc420618bc7fb9d1dc4a6b2fa49405

# A file that is there but does not run (wrong machine, half copied) is as good as absent.
assets_run() {
  [ -x "$1/kube-apiserver" ] && [ -x "$1/etcd" ] &&
    "$1/kube-apiserver" --version >/dev/null 2>&1 && "$1/etcd" --version >/dev/null 2>&1
}

if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  if assets_run "$KUBEBUILDER_ASSETS"; then
    printf '%s\n' "$KUBEBUILDER_ASSETS"
    exit 0
  fi
  say "KUBEBUILDER_ASSETS holds no kube-apiserver and etcd that run here; using the cache folder instead"
fi

if [ -n "${SLO_OPERATOR_ASSETS:-}" ]; then
  cache="$SLO_OPERATOR_ASSETS"
else
  [ -n "${XDG_CACHE_HOME:-}${HOME:-}" ] ||
    die "tried to place the cache folder, found neither HOME nor XDG_CACHE_HOME; set SLO_OPERATOR_ASSETS to a folder"
  cache="${XDG_CACHE_HOME:-${HOME:-}/.cache}/slo-operator/test-assets"
fi
mkdir -p "$cache" 2>/dev/null || die "tried to create the cache folder $cache and could not; set SLO_OPERATOR_ASSETS to a writable folder"
# Relative paths would mean something else to whoever reads the result.
cache="$(cd "$cache" && pwd)"
assets="$cache/bin"

finish() {
  printf '%s\n' "$assets"
  exit 0
}

# Without the lock: finished assets appear by one rename, so what is there is complete.
if assets_run "$assets"; then finish; fi

have flock || die "tried to lock $cache, found no flock; install util-linux"
exec 9>"$cache/lock" || die "tried to open $cache/lock and could not; set SLO_OPERATOR_ASSETS to a writable folder"
if ! flock -n 9; then
  say "another run is preparing $cache; waiting for it"
  flock -w 3600 9 || die "waited an hour for another run that holds $cache/lock; end that run and try again"
  if assets_run "$assets"; then finish; fi
fi

# The lock is ours, so any work folder here belongs to a run that was killed.
find "$cache" -mindepth 1 -maxdepth 1 -name '.work.*' -exec rm -rf {} +
# Inside the cache, so that publishing is a rename within one file system.
work="$(mktemp -d "$cache/.work.XXXXXX")"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
result="$work/bin"
mkdir "$result"

publish() {
  assets_run "$result" || die "prepared kube-apiserver and etcd, but they do not run on this machine; check $(uname -sm) against the assets"
  printf '%s\n' "$1" >"$result/origin"
  chmod 755 "$result" "$result/kube-apiserver" "$result/etcd"
  if [ -e "$assets" ] || [ -L "$assets" ]; then mv "$assets" "$work/replaced"; fi
  mv "$result" "$assets"
  say "ready: $1"
}

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) arch=amd64 envtest_sha512="$envtest_sha512_amd64" ;;
  Linux-aarch64) arch=arm64 envtest_sha512="$envtest_sha512_arm64" ;;
  *) die "tried to find assets for $(uname -sm), known are only Linux on x86_64 and aarch64; set KUBEBUILDER_ASSETS" ;;
esac

# Returns non-zero, with one line that says why, wherever the archive cannot be had: the build is still left.
download_envtest() {
  local name="envtest-v$envtest_version-linux-$arch.tar.gz"
  local archive="$work/$name" error
  if ! have curl; then
    say "no curl, so the envtest archive cannot be downloaded"
    return 1
  fi
  say "downloading $name"
  # A dripping connection counts as no connection: under 10 kB/s for 30 s.
  if ! error="$(curl -fsSL --proto '=https' --tlsv1.2 --connect-timeout 5 --speed-limit 10000 --speed-time 30 --max-time 900 \
    -o "$archive" "$envtest_url/envtest-v$envtest_version/$name" 2>&1)"; then
    say "download of $name failed (${error##*$'\n'})"
    return 1
  fi
  if ! printf '%s  %s\n' "$envtest_sha512" "$archive" | sha512sum --check --status; then
    say "download of $name does not have the expected SHA-512 and is not used"
    return 1
  fi
  if ! tar -xzf "$archive" -C "$result" --strip-components=2 --no-same-owner || ! assets_run "$result"; then
    say "$name holds no kube-apiserver and etcd that run here"
    rm -rf "$result"
    mkdir "$result"
    return 1
  fi
}

# The machine's own package sources with source packages switched on, in a private apt configuration.
prepare_apt() {
  local file
  apt="$work/apt"
  mkdir -p "$apt"/{sources.list.d,lists/partial,cache/archives/partial}
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    awk -v RS= '
      /(^|\n)[Ee]nabled:[ \t]*(no|false)/ { next }
      /(^|\n)[Ss]uites:[^\n]*(bookworm|oldstable|stable)/ && /(^|\n)[Cc]omponents:[^\n]*main/ {
        count = split($0, line, "\n")
        for (i = 1; i <= count; i++) print (line[i] ~ /^[Tt]ypes:/ ? "Types: deb deb-src" : line[i])
        print ""
      }' "$file" >"$apt/sources.list.d/${file##*/}"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$file" ] || continue
    awk '/^[ \t]*deb[ \t]/ && /[ \t]main([ \t]|$)/ && /(bookworm|oldstable|stable)/ {
        print
        sub(/deb[ \t]/, "deb-src ")
        print
      }' "$file" >"$apt/sources.list.d/from-${file##*/}"
  done
  find "$apt/sources.list.d" -empty -type f -delete
  [ -n "$(ls -A "$apt/sources.list.d")" ] ||
    die "found no Debian 12 'main' source below /etc/apt; add one, or set KUBEBUILDER_ASSETS to a folder with kube-apiserver and etcd"
  # Read after the machine's own configuration, which keeps its proxy settings. The update hooks are cleared because
  # container images delete the shared package cache in them, under any install that runs at the same time.
  cat >"$apt/apt.conf" <<CONF
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$apt/sources.list.d";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Dir::Cache::archives "archives";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Get::AllowUnauthenticated "false";
APT::Sandbox::User "$(id -un)";
CONF
}

private_apt() { apt-get -c "$apt/apt.conf" -o DPkg::Lock::Timeout=600 -q "$@" >"$apt/log" 2>&1; }

build_from_debian() {
  local tool id="" codename="" archive upstream version free error deb go_root reflect tree
  local -a packages dirs
  if [ -r /etc/os-release ]; then
    id="$(. /etc/os-release && printf '%s' "${ID:-}")"
    codename="$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")"
  fi
  [ "$id-$codename" = debian-bookworm ] ||
    die "no envtest archive, and building kube-apiserver needs Debian 12, found '${id:-unknown} ${codename}'; set KUBEBUILDER_ASSETS or allow access to github.com"
  for tool in apt-get dpkg-deb tar gzip awk; do
    have "$tool" || die "tried to build kube-apiserver, found no $tool; install it with apt-get"
  done
  free="$(df -Pk "$cache" | awk 'NR == 2 { print int($4 / 1024) }')"
  [ "$free" -ge 3000 ] ||
    die "building kube-apiserver needs 3000 MiB in $cache, found $free MiB; free some space or set SLO_OPERATOR_ASSETS"

  say "building kube-apiserver from Debian's source package; this takes about four minutes on two cores"
  prepare_apt
  # An unreachable third-party source fails the update but not this build: whether the packages arrive decides.
  private_apt update || say "apt-get update reported: $(last_error "$apt/log")"
  packages=(golang-1.19-go golang-1.19-src golang-github-modern-go-reflect2-dev etcd-server)
  mkdir "$work/deb" "$work/source" "$work/root"
  (cd "$work/deb" && private_apt download "${packages[@]}") ||
    die "tried to download ${packages[*]} from the Debian archive, found: $(last_error "$apt/log"); check /etc/apt/sources.list.d"
  (cd "$work/source" && private_apt source --download-only kubernetes) ||
    die "tried to download Debian's source package kubernetes, found: $(last_error "$apt/log"); check that the mirror in /etc/apt/sources.list.d carries sources"
  for deb in "$work"/deb/*.deb; do dpkg-deb -x "$deb" "$work/root"; done

  archive="$(find "$work/source" -name 'kubernetes_*.orig.tar.*' | head -n 1)"
  [ -n "$archive" ] || die "downloaded Debian's source package kubernetes, found no .orig.tar in it; this script knows version 1.20"
  upstream="${archive##*/kubernetes_}"
  upstream="${upstream%.orig.tar.*}"
  # Debian writes 1.20.2 as 1.20.5+really1.20.2 after it had to go back.
  version="${upstream##*really}"
  [[ "$version" =~ ^1\.20\.[0-9]+$ ]] ||
    die "Debian's source package is kubernetes $upstream, this script can build 1.20 only; set KUBEBUILDER_ASSETS"

  # Debian's patches change only what kubectl prints, so the upstream tree is built as it is and dpkg-dev is not needed.
  tree="$work/go/src/k8s.io/kubernetes"
  mkdir -p "$tree"
  tar -xf "$archive" -C "$tree" --strip-components=1 --no-same-owner
  # The vendored reflect2 1.0.1 reads runtime internals that Go 1.18 changed and crashes.
  reflect="$tree/vendor/github.com/modern-go/reflect2"
  rm -rf "$reflect"
  cp -R "$work/root/usr/share/gocode/src/github.com/modern-go/reflect2" "$reflect"

  go_root="$work/root/usr/lib/go-1.19"
  mkdir "$work/tmp"
  # A clean environment: the caller's Go settings must not change what is built.
  go_env=(env -i "PATH=$go_root/bin:/usr/bin:/bin" "HOME=$work" "GOROOT=$go_root" "GOPATH=$work/go" "GOCACHE=$work/go-build"
    "GOTMPDIR=$work/tmp" GOENV=off GOFLAGS= GO111MODULE=off CGO_ENABLED=0 LC_ALL=C)
  cd "$tree"
  say "compiling openapi-gen"
  "${go_env[@]}" go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen >"$work/log" 2>&1 ||
    die "tried to compile openapi-gen of kubernetes $version, found: $(last_error "$work/log"); report this with the Go version $("${go_env[@]}" go version)"
  # Without the generated definitions the API server does not compile; staging packages go by their vendored name.
  mapfile -t dirs < <(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg cmd plugin staging/src |
    grep -v -e /code-generator/ -e /sample-apiserver/ -e /testdata/ | xargs -n 1 dirname |
    sed -e 's|^staging/src/|vendor/|' -e 's|^|k8s.io/kubernetes/|' | LC_ALL=C sort -u)
  say "generating OpenAPI definitions for ${#dirs[@]} packages"
  "${go_env[@]}" "$work/openapi-gen" -i "$(IFS=,; printf '%s' "${dirs[*]}")" \
    -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi -r "$work/violations" \
    -h hack/boilerplate/boilerplate.generatego.txt --output-base "$work/go/src" >"$work/log" 2>&1 ||
    die "tried to generate the OpenAPI definitions of kubernetes $version, found: $(last_error "$work/log"); delete $cache and run this again"
  say "compiling kube-apiserver $version"
  "${go_env[@]}" go build -trimpath -o "$result/kube-apiserver" -ldflags "-s -w $(version_flags "$version")" \
    ./cmd/kube-apiserver >"$work/log" 2>&1 ||
    die "tried to compile kube-apiserver $version, found: $(last_error "$work/log"); check free memory and disk space and run this again"
  cp "$work/root/usr/bin/etcd" "$result/etcd"
  cd "$cache"
  debian_version="$version"
}

# Clients parse /version, so the numbers must be there; the two packages hold copies of the same variables.
version_flags() {
  local package
  for package in client-go/pkg/version component-base/version; do
    printf -- '-X k8s.io/kubernetes/vendor/k8s.io/%s.gitVersion=v%s ' "$package" "$1"
    printf -- '-X k8s.io/kubernetes/vendor/k8s.io/%s.gitMajor=1 ' "$package"
    printf -- '-X k8s.io/kubernetes/vendor/k8s.io/%s.gitMinor=20 ' "$package"
    printf -- '-X k8s.io/kubernetes/vendor/k8s.io/%s.gitTreeState=archive ' "$package"
  done
}

if download_envtest; then
  publish "envtest $envtest_version for $arch"
else
  build_from_debian
  publish "kube-apiserver $debian_version built from Debian's source package, with Debian's etcd, for $arch"
fi
finish
