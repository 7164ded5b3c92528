"""核对一份导出：逐条重算摘要，再与互通所给的合计相比。Verifies an export: every hash worked out anew, and their sum held against the hub's.

用法 / usage:  python3 verify_copy.py 文件或地址 [范围摘要]
               python3 verify_copy.py registration.ndjson.gz
               python3 verify_copy.py "http://127.0.0.1:4000/export/registration?county=140402"
范围摘要是 GraphQL 查询 digest(scope, at) 的 digest；不写时用导出末行所给的。
The second is `digest` of the query digest(scope, at); the one in the last line of the export is used where it is absent.
退出码 / exit codes:  0 一致 they agree, 5 不一致 they do not, 1 失败 failed, 2 用法不对 wrong usage
"""

import gzip
import hashlib
import http.client
import json
import os
import sys
import urllib.request

TIMEOUT_SECONDS = 60


# --- 十行规则 the ten lines: docs/verify-your-copy.md


def canonical(value):
    """RFC 8785，限于记录所用的类型。As far as records need it: text, whole numbers, truth values, lists, objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def hash_of(record_type, key, fields, hashed):
    covered = {name: fields[name] for name in hashed if name in fields}
    return hashlib.sha256(canonical([record_type, key, covered])).hexdigest()


def digest_of(hashes):
    return "%064x" % (sum(int(each, 16) for each in hashes) % 2**256)


def apply(copy, change):
    """copy：键 → 摘要。A copy is a hash by key; whoever keeps the record itself keeps it beside."""
    if change["historyOnly"]:
        return
    if copy.get(change["key"]) != change["hashBefore"]:
        raise ValueError("副本与变更不衔接 the copy is not the one that the change is about: %s" % change["key"])
    if change["after"] is None:
        copy.pop(change["key"], None)
    else:
        copy[change["key"]] = change["hash"]


# --- 读导出 reading an export


def lines_of(place):
    if not place.startswith(("http://", "https://")):
        return gzip.open(place, "rt", encoding="utf-8") if place.endswith(".gz") else open(place, encoding="utf-8")
    request = urllib.request.Request(place, headers={"accept-encoding": "gzip"})
    if os.environ.get("HUTONG_TOKEN"):
        request.add_header("authorization", "Bearer " + os.environ["HUTONG_TOKEN"])
    response = urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS)
    if response.headers.get("content-encoding") == "gzip":
        return gzip.open(response, "rt", encoding="utf-8")
    return (line.decode("utf-8") for line in response)


def verify(lines, wanted):
    """@return 不一致之处 what does not agree, 空 empty: 一致"""
    opening, end, hashes, wrong = None, None, [], []
    for line in lines:
        row = json.loads(line)
        if opening is None:
            opening = row
        elif "end" in row:
            end = row
        elif "errors" in row:
            return [row["errors"][0]["message"]]
        else:
            found = hash_of(opening["export"], row["key"], row["fields"], opening["hashed"])
            if found != row["hash"]:
                wrong.append("记录 %s 的摘要不符 the hash of this record is another one" % row["key"])
            hashes.append(found)
    if end is None:
        return ["导出不完整，没有末行 the export is not complete: it has no last line"]
    digest = digest_of(hashes)
    print("%s  %s  位置 position %s  记录 records %d" % (opening["export"], opening["level"], opening["position"], len(hashes)))
    print(digest)
    if int(end["rows"]) != len(hashes):
        wrong.append("条数不符，应为 %s the number of records should be another one" % end["rows"])
    if (wanted or end["digest"]) != digest:
        wrong.append("合计不符，应为 %s the sum should be another one" % (wanted or end["digest"]))
    return wrong


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    wrong = verify(lines_of(arguments[0]), arguments[1] if len(arguments) == 2 else None)
    for each in wrong:
        print(each)
    print("不一致 they do not agree" if wrong else "一致 they agree")
    return 5 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, EOFError, http.client.HTTPException, ValueError, KeyError) as error:
        print("失败 failed: %s: %s" % (type(error).__name__, error), file=sys.stderr)
        sys.exit(1)
