#!/bin/sh
# 按任一编号查企业，回答为 JSON。A company by any number of its papers, as JSON.
# 用法 / usage: HUTONG_URL=http://127.0.0.1:4000 sh company-card.sh 931477544
# 单位令牌放在 HUTONG_TOKEN，经标准输入交给 curl，不出现在进程列表里。
# The token of a party is in HUTONG_TOKEN; curl reads it from its standard input, so no list of processes shows it.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 number" >&2; exit 2; }
{ [ -z "${HUTONG_TOKEN:-}" ] || printf 'header = "Authorization: Bearer %s"\n' "$HUTONG_TOKEN"; } |
  curl --silent --show-error --fail-with-body --max-time 30 --config - \
    --get --data-urlencode "value=$1" "${HUTONG_URL:-http://127.0.0.1:4000}/q/CompanyByNumber"
echo
