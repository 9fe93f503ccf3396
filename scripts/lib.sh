# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, never run.

script_name="${0##*/}"

# Standard output is reserved for results that other programs read, so everything meant for people goes to stderr.
say() { printf '%s: %s\n' "$script_name" "$*" >&2; }
die() { say "error: $*"; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }

# Prints the command prefix that gains root: nothing for root itself, "sudo -n" where that works without a question.
# Fails where root cannot be had; an unattended script must never stop at a password prompt.
root_prefix() {
  if [ "$(id -u)" -eq 0 ]; then
    return 0
  fi
  have sudo && sudo -n true >/dev/null 2>&1 || return 1
  echo "sudo -n"
}

policy_file=/usr/sbin/policy-rc.d
policy_mark='slo-operator: no service may start during an unattended install'

# apt_install <package>...: installs Debian packages without starting or enabling any service of theirs.
# The body is a subshell, so that its lock, its trap and its temporary files end with it.
apt_install() (
  have apt-get || die "tried to install $*, found no apt-get on this machine; install $* by hand and run this again"
  prefix="$(root_prefix)" ||
    die "tried to install $*, but this is neither root nor a user with passwordless sudo; run as root: apt-get install -y $*"
  read -r -a as_root <<<"$prefix"

  # One install at a time: two runs would otherwise remove each other's policy-rc.d.
  # The lock is on a folder that every Debian machine has, so no file needs to be made; dpkg's own locks are elsewhere.
  exec 8</var/lib/dpkg
  flock -w 1200 8 || die "tried to install $*, waited 20 minutes for another install by this script; end that run and try again"

  # Packages are kept out of /var/cache/apt: container images empty that folder after every "apt-get update",
  # which deletes packages under the feet of an install that runs at the same time.
  work="$(mktemp -d "${TMPDIR:-/tmp}/slo-operator-apt.XXXXXX")"
  chmod 755 "$work"
  own_policy=no
  # shellcheck disable=SC2317 # called by the trap
  cleanup() {
    if [ "$own_policy" = yes ]; then "${as_root[@]}" rm -f "$policy_file"; fi
    "${as_root[@]}" rm -rf "$work"
  }
  trap cleanup EXIT

  # A run that was killed may have left its own policy-rc.d; one that belongs to the machine stays as it is.
  if [ ! -e "$policy_file" ] || grep -qF "$policy_mark" "$policy_file"; then
    own_policy=yes
    printf '#!/bin/sh\n# %s\nexit 101\n' "$policy_mark" >"$work/policy-rc.d"
    "${as_root[@]}" install -m 755 "$work/policy-rc.d" "$policy_file"
  fi

  units_before="$(service_units)"
  options=(-o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o "Dir::Cache::archives=$work/archives")
  mkdir -p "$work/archives/partial"
  install_now() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get "${options[@]}" -q -y --no-install-recommends install "$@" >"$work/log" 2>&1
  }
  say "installing $* from the Debian archive"
  # The package lists may be absent or older than the archive: refresh them only once they have proved useless.
  if ! install_now "$@"; then
    "${as_root[@]}" apt-get "${options[@]}" -q update >"$work/update.log" 2>&1 ||
      say "apt-get update failed ($(last_error "$work/update.log")); trying the install anyway"
    install_now "$@" ||
      die "tried apt-get install $*, found: $(last_error "$work/log"); check the package sources and run this again"
  fi

  # On a systemd machine a package enables its service for the next boot even where it was kept from starting now.
  if have systemctl; then
    comm -13 <(printf '%s\n' "$units_before") <(service_units) | while IFS= read -r unit; do
      [ -n "$unit" ] || continue
      "${as_root[@]}" systemctl disable --now "$unit" >/dev/null 2>&1 ||
        "${as_root[@]}" systemctl disable "$unit" >/dev/null 2>&1 || true
    done
  fi
)

# Names of the installed units that a package can enable (templates cannot be enabled without an instance).
service_units() {
  local file
  for file in /lib/systemd/system/*.service /lib/systemd/system/*.timer /lib/systemd/system/*.socket; do
    case "$file" in *'*'* | *@.*) ;; *) if [ -e "$file" ]; then printf '%s\n' "${file##*/}"; fi ;; esac
  done | LC_ALL=C sort
}

# The line of a log that says most about a failure: the last error of apt, otherwise simply the last line.
last_error() {
  local line
  line="$(grep -E '^(E:|dpkg: error|Err:)' "$1" 2>/dev/null | tail -n 1 || true)"
  [ -n "$line" ] || line="$(tail -n 1 "$1" 2>/dev/null || true)"
  printf '%s' "${line:-no output}"
}
