#!/usr/bin/env bash
# Runs the tests that docs/conformance.md names and prints the result of each line. Needs a build: eng/test.sh makes one.
#
#   eng/conformance.sh [configuration]
#
# Fails when a line has a test that failed, did not run, or does not exist.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=Auth.Middleware.Tests
program="artifacts/bin/$name/${1:-release}/$name"
results=$(mktemp)
trap 'rm -f "$results"' EXIT

code=0
"$program" -noLogo -noColor -filter '/[line=*]' -trx "$results" </dev/null >/dev/null || code=$?

# One line a result: the outcome and the test's name without its arguments.
outcomes=$(grep -o '<UnitTestResult [^>]*' "$results" | sed -E 's/.* testName="([^"(]*)[^"]*".* outcome="([A-Za-z]*)".*/\2 \1/; s/.* outcome="([A-Za-z]*)".* testName="([^"(]*).*/\1 \2/')

bad=0 total=0
while IFS='|' read -r _ line section _ tests _; do
  passed=0 verdict=pass
  for test in ${tests//<br>/ }; do
    if grep -E "\.$test\$" <<<"$outcomes" | grep -qv '^Passed '; then verdict=FAIL; fi
    count=$(grep -cE "^Passed .*\.$test\$" <<<"$outcomes" || true)
    ((count > 0)) || verdict=FAIL
    passed=$((passed + count))
  done
  printf '%-4s %-20s %3d cases  %s\n' "${line// /}" "${section# }" "$passed" "$verdict"
  total=$((total + 1))
  [[ $verdict == pass ]] || bad=$((bad + 1))
done < <(grep -E '^\| [A-Z][0-9]+ ' docs/conformance.md)

echo "$total lines, $bad without success"
((total > 0 && bad == 0 && code == 0))
