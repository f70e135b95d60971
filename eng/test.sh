#!/usr/bin/env bash
# Checks formatting, builds the solution and runs every test project. Needs the .NET SDK; anything else it installs.
#
#   eng/test.sh [--project <name>] [--filter <expr>] [--approve]
#
#   --project   run one test project, such as Auth.TestKit.Tests
#   --filter    run the tests whose full name contains <expr>; an <expr> that starts with / is an xunit query
#   --approve   write approval files instead of comparing them; ignored when CI=true
#
# Fails on any failed test, on a test project that left no results, when no test ran and, when CI=true, on any skipped test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Debian keeps the programs of each PostgreSQL version in a directory of their own.
for directory in /usr/lib/postgresql/*/bin; do
  PATH="$PATH:$directory"
done
export PATH

# What the tests call: a command, or a Python module behind a colon, then the Debian package that brings it.
needs=(
  "curl curl"
  "node nodejs"
  "npm npm"
  "chromium chromium"
  ":requests python3-requests"
  ":authlib python3-authlib"
  ":mastodon python3-mastodon"
  ":toot toot"
  "redis-server redis-server"
  "initdb postgresql"
)

# Which run beside each other: builds of users' projects leave processors idle, and so does who waits for a server. All others run alone.
side_by_side=(
  "Auth.Packages.Tests Auth.Architecture.Tests Auth.Fuzz.Tests Auth.Storage.EfCore.Tests Auth.Storage.Sqlite.Tests Auth.TestKit.Tests"
  "Auth.Storage.Redis.NewClient.Tests Auth.Storage.Redis.Tests"
)

configuration=release
results="$PWD/artifacts/test-results"

: "${HOME:=$PWD/artifacts/home}"
export HOME
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# A machine with nothing but the SDK has no ICU either.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
# Nothing may outlive this script.
export MSBUILDDISABLENODEREUSE=1
# What runs here ends before the compiler has earned back what it spends on watching it.
export DOTNET_TieredPGO=0

fail() {
  echo "error: $*" >&2
  exit 1
}

step() {
  echo
  echo "== $*"
}

# The compiler that the projects of this build share, and nobody else: starting one for each takes three times as long.
compiler="auth-tests-$$-$RANDOM"

stop_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qszxF -- "-pipename:$compiler" "$process/cmdline"; then
      kill "${process#/proc/}" 2>/dev/null || true
    fi
  done
}

# The process groups that were started and not waited for yet.
declare -A running=()

start() {
  set -m
  "$@" </dev/null &
  set +m
  running[$!]=$!
}

# Waits for a process; its exit code is this function's.
finish() {
  local code=0
  wait "$1" || code=$?
  unset "running[$1]"
  return "$code"
}

stop_running() {
  local process
  for process in "${running[@]}"; do
    kill -- "-$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  stop_compiler
}
trap stop_running EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

has() {
  if [[ "$1" == :* ]]; then
    /usr/bin/python3 -c "import ${1#:}" 2>/dev/null
  else
    command -v "$1" >/dev/null
  fi
}

# The client libraries that tests drive the host with, exactly as locked.
install_clients() {
  local lock
  for lock in tests/clients/*/package-lock.json; do
    [[ -f "$lock" ]] || continue
    step "Installing $(dirname "$lock")"
    (cd "$(dirname "$lock")" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  done
}

install_needs() {
  local need missing=()
  for need in "${needs[@]}"; do
    has "${need%% *}" || missing+=("${need##* }")
  done
  ((${#missing[@]} > 0)) || return 0
  [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  step "Installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# What needs neither the build nor its processors; what it prints is shown when all of it is done.
prepare() {
  install_needs
  install_clients
  step "Formatting"
  dotnet csharpier check .
}

# A counter of a results file, such as passed="12".
counter() {
  local value
  value=$(grep -o '<Counters [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9')
  echo "${value:-0}"
}

# Runs one test project to its end.
test_project() {
  local name=$1 directory="$PWD/artifacts/bin/$1/$configuration"
  # From where it lies: hosts look out for changed settings in the directory they are started in and all below.
  exec timeout --kill-after=30 "${TEST_PROJECT_TIMEOUT:-1800}" env --chdir="$directory" "$directory/$name" \
    -noLogo -noColor "${selection[@]}" -trx "$results/$name.trx"
}

# Adds what a test project's results file says to the totals.
count_project() {
  local name=$1 code=$2 trx="$results/$1.trx" ok bad idle
  if [[ ! -f "$trx" ]]; then
    echo "$name left no results (exit code $code)"
    ok=0 bad=1 idle=0
  else
    ok=$(counter "$trx" passed)
    bad=$(($(counter "$trx" failed) + $(counter "$trx" error)))
    idle=$(counter "$trx" notExecuted)
    # The process died or was stopped after its tests: that is a failure no counter shows.
    if ((code != 0 && bad == 0)); then
      echo "$name ended with exit code $code"
      bad=1
    fi
  fi
  if ((ok + bad + idle == 0 && ${#selection[@]} == 0)); then
    echo "$name has no tests"
    bad=1
  fi
  report[$name]=$(printf '%-40s %6d passed %4d failed %4d skipped' "$name" "$ok" "$bad" "$idle")
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + idle))
}

run_project() {
  local code=0
  step "$1"
  start test_project "$1"
  finish $! || code=$?
  count_project "$1" "$code"
}

# Runs the first of some projects beside the others; what it prints is shown when all are done.
run_beside() {
  local name=$1 other process code=0
  start test_project "$name" >"$results/$name.log" 2>&1
  process=$!
  for other in "${@:2}"; do
    run_project "$other"
  done
  finish "$process" || code=$?
  step "$name"
  cat "$results/$name.log"
  count_project "$name" "$code"
}

project="" selection=()
while (($# > 0)); do
  case "$1" in
    --project) project=${2:?"--project needs a name"}; shift 2 ;;
    --filter)
      [[ "${2:?"--filter needs an expression"}" == /* ]] && selection=(-filter "$2") || selection=(-method "*$2*")
      shift 2
      ;;
    --approve) export AUTH_APPROVE=1; shift ;;
    *) fail "unknown option $1" ;;
  esac
done

rm -rf "$results"
mkdir -p "$results"
dotnet tool restore >/dev/null
start prepare >"$results/prepare.log" 2>&1
preparing=$!

step "Building"
code=0
dotnet build Auth.sln --configuration "$configuration" --verbosity quiet -clp:NoSummary \
  -p:UseRazorBuildServer=false -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" || code=$?
stop_compiler
finish "$preparing" || code=$?
cat "$results/prepare.log"
((code == 0)) || exit "$code"

if [[ -z "$project" ]]; then
  # As the Dockerfile publishes it: tests start some two hundred of them, which are ready in two thirds of the time.
  step "Compiling the try-out host ahead"
  export AUTH_TEST_HOST="$PWD/artifacts/host"
  rm -rf "$AUTH_TEST_HOST"
  if ! dotnet publish samples/HostApp --configuration "$configuration" --verbosity quiet --output "$AUTH_TEST_HOST" \
    --use-current-runtime --no-self-contained -p:PublishReadyToRun=true --disable-build-servers; then
    echo "The tests start it as it was built."
    unset AUTH_TEST_HOST
  fi
fi

projects=()
for path in tests/*/*.Tests.csproj; do
  name=$(basename "$path" .csproj)
  [[ -z "$project" || "$project" == "$name" ]] && projects+=("$name")
done
((${#projects[@]} > 0)) || fail "no test project ${project:-at all}"

passed=0 failed=0 skipped=0
declare -A report=()
if [[ -z "$project" ]]; then
  for names in "${side_by_side[@]}"; do
    read -ra together <<<"$names"
    run_beside "${together[@]}"
  done
fi
for name in "${projects[@]}"; do
  [[ -v "report[$name]" ]] || run_project "$name"
done

step "Summary"
printf '%s\n' "${report[@]}" | sort
printf '%-40s %6d passed %4d failed %4d skipped\n' "all" "$passed" "$failed" "$skipped"

verdict=0
((failed == 0)) || verdict=1
if ((passed + failed + skipped == 0)); then
  echo "error: no test ran" >&2
  failed=1 verdict=1
fi
if [[ "${CI:-}" == true ]] && ((skipped > 0)); then
  echo "error: skipped tests are not accepted when CI=true" >&2
  verdict=1
fi
echo "$passed passed, $failed failed, $skipped skipped" >"$results/totals.txt"
exit "$verdict"
