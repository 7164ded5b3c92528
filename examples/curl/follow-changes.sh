#!/bin/sh
# 取上次位置之后的一页变更，并记下新位置；定时运行即可。One page of changes after the position of the last time, which is then moved on.
# 用法 / usage: sh follow-changes.sh position.txt [DEREGISTRATION]
set -eu
[ $# -ge 1 ] || { echo "usage: $0 file-of-the-position [stage]" >&2; exit 2; }
after=0
[ ! -s "$1" ] || after=$(cat "$1")
page=$({ [ -z "${HUTONG_TOKEN:-}" ] || printf 'header = "Authorization: Bearer %s"\n' "$HUTONG_TOKEN"; } |
  curl --silent --show-error --fail-with-body --max-time 30 --config - \
    --get --data-urlencode "after=$after" --data-urlencode "filter.stages=${2:-}" \
    "${HUTONG_URL:-http://127.0.0.1:4000}/q/ChangesAfter") || { printf '%s\n' "$page" >&2; exit 1; }
# 有一处没取到也不前移，以免把缺的当作没有。Where anything could not be answered the position stays: nobody is to take a gap for an absence.
case $page in *'"errors":['*) printf '%s\n' "$page" >&2; exit 1 ;; esac
next=$(printf '%s' "$page" | sed -n 's/.*"scannedTo":"\([0-9]*\)".*/\1/p')
[ -n "$next" ] || { printf '%s\n' "$page" >&2; exit 1; }
printf '%s\n' "$page"
# 先处理、后记位置。First the page is worked off, then the position is moved on.
printf '%s\n' "$next" > "$1.new"
mv "$1.new" "$1"
