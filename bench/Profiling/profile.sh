#!/usr/bin/env bash
# Where the time of one contestant goes: bench/Profiling/profile.sh "ours, no fields" [SECONDS]
# Contestants are called as in results.md; "cold token, SQLite" and "start" (of a host) are two more. Needs perf (Debian: linux-perf).
set -euo pipefail

contestant=$1
seconds=${2:-20}
cd "$(dirname "$0")/../.."
source bench/Profiling/report.sh
dotnet build bench -c Release -v q --nologo
record=$(mktemp -d)
trap 'rm -r "$record"' EXIT

# The runtime names what it compiled; without a second mapping of its code, perf finds the names.
DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 \
    perf record -q -F 2000 -e cpu-clock -g -o "$record/data" -- \
    artifacts/bin/Auth.Bench/release/Auth.Bench spin "$contestant" "$seconds"
# What the runtime compiles at first is no part of it.
shown=(--time 50%-100%)
report "$record/data" dso sym
