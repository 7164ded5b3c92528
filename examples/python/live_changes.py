"""实时跟踪变更：由互通推送，位置存在文件里，断开、重启后自动从原处继续，不漏不重。Follows changes live: the hub tells them as they come.

只用标准库（Server-Sent Events）。每条变更打印一行 JSON；先处理、后记位置：处理到一半被打断的那一页会再来一次，处理请以 position 去重。
With the standard library alone. Each change is one line of JSON. A page that was broken off in the middle comes again: whoever applies
it knows it by its position.

用法 / usage:  python3 live_changes.py position.json [140403]
参数：存位置的文件；县区代码，不填则全部。Ctrl-C 停止。The file of the position; with the code of a county only its changes. Ctrl-C ends it.
环境变量：HUTONG_URL 为互通地址，默认 http://127.0.0.1:4000；HUTONG_TOKEN 为令牌，可不设。Environment: the hub's address, and a token if there is one.
"""

import http.client
import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from follow_changes import load, save
from hutong import HutongError

# 互通每 10 秒至少说一次看到了哪里；更久没有声音，就是断了。The hub says every 10 seconds how far it has looked: longer silence is a lost connection.
SILENCE_SECONDS = 45

# 互通自带的订阅，见 documents/follow-changes.graphql；只执行自带查询的互通也接受。A subscription that every hub keeps, by its name.
SUBSCRIPTION = "FollowChanges"


def address():
    """HUTONG_URL，写错时说明，不反复重试。A wrong one is told and not tried again and again."""
    url = os.environ.get("HUTONG_URL", "http://127.0.0.1:4000").rstrip("/")
    try:
        parts = urllib.parse.urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise HutongError(0, "HUTONG_URL", "HUTONG_URL 应为 http(s) 地址，如 http://127.0.0.1:4000  HUTONG_URL is no http(s) address")
    return url + "/graphql"


def pages(url, state, scope):
    """到连接断开为止的每一页。Pages until the connection ends."""
    variables = {"after": state["after"], "feed": state["feed"], "filter": scope, "first": 500}
    request = urllib.request.Request(
        url,
        json.dumps({"documentId": SUBSCRIPTION, "variables": variables}).encode(),
        {"content-type": "application/json", "accept": "text/event-stream"},
    )
    if os.environ.get("HUTONG_TOKEN"):
        request.add_header("authorization", "Bearer " + os.environ["HUTONG_TOKEN"])
    with urllib.request.urlopen(request, timeout=SILENCE_SECONDS) as response:
        if response.headers.get_content_type() != "text/event-stream":
            raise HutongError(200, "NO_EVENTS", "%s 不是互通的地址 no hub answers at this address" % url)
        for line in response:
            # 事件 next 的数据占一行；event:、注释与空行可以不看。The data of `next` are one line; nothing else is needed.
            if not line.startswith(b"data: {"):
                continue
            told = json.loads(line[len(b"data: "):])
            for error in told.get("errors", []):
                raise HutongError(200, error["extensions"]["code"], error["message"])
            yield told["data"]["changes"]


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    file, *counties = arguments
    if "://" in file:
        print("地址请写在 HUTONG_URL 中，第一个参数是存位置的文件  the address goes into HUTONG_URL: %s" % file, file=sys.stderr)
        return 2
    if not all(re.fullmatch("[0-9]{6}", county) for county in counties):
        print("县区代码为 6 位数字，如 140403  the code of a county is 6 digits: %s" % counties[0], file=sys.stderr)
        return 2
    scope = {"counties": counties} if counties else {}
    url = address()
    state = load(file)
    wait = 1
    while True:
        try:
            for page in pages(url, state, scope):
                wait = 1
                for change in page["nodes"]:
                    print(json.dumps(change, ensure_ascii=False))
                sys.stdout.flush()
                state = {"feed": page["feed"], "after": page["scannedTo"]}
                save(file, state)
        except urllib.error.HTTPError as refused:
            # 429、503 过一会儿再来；其余说明请求不对。These two pass; what else is refused does not.
            if refused.code not in (429, 503):
                said = refused.read(500).decode(errors="replace")
                raise HutongError(refused.code, "HTTP %d" % refused.code, "%s: %s" % (url, said)) from refused
            wait = max(wait, int(refused.headers.get("retry-after", "1")))
        except (OSError, http.client.HTTPException) as lost:
            print("连不上 %s，%d 秒后再连 not connected (HUTONG_URL), again in %d s: %s" % (url, wait, wait, lost), file=sys.stderr)
        time.sleep(wait)
        wait = min(wait * 2, 60)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except HutongError as error:
        # FEED_FOREIGN：互通已从备份恢复，错误里写明从哪里继续。The hub was restored: docs/subscriptions.md says how to go on.
        print("%s (%s)" % (error, error.code), file=sys.stderr)
        sys.exit(1)
