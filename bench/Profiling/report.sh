# What perf has recorded, to be sourced: report RECORD KEYS... prints a table for each set of sort keys.
# Options of perf report that all tables share go into the array `shown`.
report() {
    local record=$1 keys
    for keys in "${@:2}"; do
        echo "== by $keys"
        perf report -i "$record" --no-children --stdio -g none --sort "$keys" --percent-limit 0.5 "${shown[@]}" 2>/dev/null |
            grep -v -e '^#' -e '^$'
    done
}
