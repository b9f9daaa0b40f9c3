# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
script=${0##*/}
# shellcheck disable=SC2034 # for who sources this
cache_dir=${PIPELINE_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/safe-inputs-pipeline}

if [[ -t 2 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
  bold=$'\e[1m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' red='' plain=''
fi

# What a script says goes to standard error, so that standard output stays the programs'.
say() {
  printf '%s%s:%s %s\n' "$bold" "$script" "$plain" "$*" >&2
}

heading() {
  printf '\n%s== %s%s\n' "$bold" "$*" "$plain" >&2
}

fail() {
  printf '%s%s: %s%s\n' "$red" "$script" "$*" "$plain" >&2
  exit 1
}

# usage_error MESSAGE: bad use of a script, as opposed to a step that failed.
usage_error() {
  printf '%s%s: %s%s (see %s --help)\n' "$red" "$script" "$*" "$plain" "scripts/$script" >&2
  exit 2
}

# wants_help "$@": true if the first argument asks for help.
wants_help() {
  [[ ${1:-} == --help || ${1:-} == -h ]]
}

# version_at_least HAVE WANT: true if dotted version HAVE is WANT or newer.
version_at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# our_files PATTERN...: those of our files that match, tracked or new, each ended by NUL.
our_files() {
  git ls-files -z --cached --others --exclude-standard -- "$@" |
    while IFS= read -r -d '' file; do
      [[ ! -f $file ]] || printf '%s\0' "$file"
    done
}

# Named as Debian 12 names it, if there: other versions of LLVM's tools format and find other things.
llvm_tool() {
  command -v "$1-14" || command -v "$1" || fail "$1 is missing: run scripts/setup"
}

# python_tool NAME: installs what tools/NAME/requirements.txt pins into build/tools/NAME, a virtual environment.
python_tool() {
  local python requirements="tools/$1/requirements.txt" folder="$root/build/tools/$1"
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import ensurepip, venv' 2> /dev/null; then
      break
    fi
  done
  say "getting the Python package $(grep -oE '^[a-z-]+==[0-9.]+' "$requirements")"
  if ! "$python" -m venv "$folder"; then
    say "python3 -m venv failed: run scripts/setup"
    return 1
  fi
  "$folder/bin/pip" install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    -r "$requirements" < /dev/null >&2
}

# install_node_libraries FOLDER: those that its package-lock.json names, unless they are there.
install_node_libraries() {
  local installed="$1/node_modules/.package-lock.json"
  if [[ ! -f $installed || $1/package-lock.json -nt $installed ]]; then
    say "installing the libraries of $1/"
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund < /dev/null >&2)
    mkdir -p -- "$1/node_modules"  # npm makes none where nothing is to be installed.
    touch -- "$installed"
  fi
}

cd -- "$root" || exit 1
