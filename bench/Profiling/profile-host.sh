#!/usr/bin/env bash
# Where the processors' time goes while a host is called over sockets: bench/Profiling/profile-host.sh bearer|crowd|token [HOST] [SECONDS]
# One client's token, those of 100,000 clients in random order, or requests for tokens. HOST is a HostSpec as JSON, such as '{"Kind":2}' (this
# library, in memory) or '{"Kind":0}' (the bare endpoint, for bearer only).
# Needs perf (Debian: linux-perf), wrk and curl. Everything that runs on the machine is counted.
set -euo pipefail

calls=${1:?"bearer, crowd or token"}
host=${2:-'{"Kind":2}'}
seconds=${3:-10}
cd "$(dirname "$0")/../.."
source bench/Profiling/report.sh
dotnet build bench -c Release -v q --nologo
record=$(mktemp -d)
[[ $calls != crowd ]] || host="${host%\}},\"Tokens\":{\"Item1\":\"$record/tokens\",\"Item2\":100000}}"
mkfifo "$record/input"
# The host ends with its input.
exec 3<>"$record/input"
DOTNET_PerfMapEnabled=1 DOTNET_EnableWriteXorExecute=0 \
    artifacts/bin/Auth.Bench/release/Auth.Bench serve "$host" <"$record/input" >"$record/ready" &
process=$!
trap 'kill -KILL $process; rm -r "$record"' EXIT
until [[ -s "$record/ready" ]]; do
    kill -0 $process
    sleep 0.1
done
read -r url token _ <"$record/ready"

if [[ $calls == token ]]; then
    registered=$(curl -sSf -H 'Content-Type: application/json' -d '{}' "$url/oauth2/register")
    field() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/" <<<"$registered"; }
    basic=$(printf '%s:%s' "$(field client_id)" "$(field client_secret)" | base64 -w0)
    load=(-c64 -H "Authorization: Basic $basic" -s bench/Load/post.lua "$url/oauth2/token")
    load+=(-- application/x-www-form-urlencoded grant_type=client_credentials)
elif [[ $calls == crowd ]]; then
    load=(-c32 -s bench/Load/requests.lua "$url/" -- 1 "@$record/tokens")
else
    load=(-c32 -H "Authorization: Bearer $token" "$url/")
fi

# Until the runtime has compiled what is called.
wrk -t1 -d15s "${load[@]}" >"$record/warm-up"
perf record -q -F 1500 -e cpu-clock -a -g -o "$record/data" -- wrk -t1 -d"${seconds}s" "${load[@]}" | grep -E 'Requests/sec|Non-2xx'
shown=()
report "$record/data" comm comm,dso dso,sym
