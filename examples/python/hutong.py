"""互通常用查询的最小客户端，只用标准库。The usual queries of the hub, with Python's standard library alone."""

import http.client
import json
import os
import urllib.error
import urllib.parse
import urllib.request

TIMEOUT_SECONDS = 30


class HutongError(Exception):
    """互通的拒绝：code 不变，文字可直接给人看。A refusal of the hub: the code never changes, the sentence is for people."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status = status
        self.code = code


def ask(name, **parameters):
    """查一次，返回 data。数组参数会重复写，如 status=["IN_OPERATION", "REVOKED"]；带点的名称写成 **{"filter.region": "1404"}。

    Asks once and gives the data. A list is repeated in the address; names with dots go into a dictionary. What is None is not sent.
    """
    given = {key: value for key, value in parameters.items() if value is not None}
    url = "%s/q/%s?%s" % (
        os.environ.get("HUTONG_URL", "http://127.0.0.1:4000").rstrip("/"),
        name,
        urllib.parse.urlencode(given, doseq=True),
    )
    request = urllib.request.Request(url, headers={"accept": "application/json"})
    if os.environ.get("HUTONG_TOKEN"):
        request.add_header("authorization", "Bearer " + os.environ["HUTONG_TOKEN"])
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            status, text = response.status, response.read()
    except urllib.error.HTTPError as refused:
        # 拒绝也是 JSON。A refusal is JSON too.
        status, text = refused.code, refused.read()
    except (OSError, http.client.HTTPException) as unreachable:
        # URLError 也是 OSError；读到一半断开或超时则不是 URLError。A connection lost in the middle of an answer is no URLError.
        raise HutongError(0, "UNREACHABLE", "连不上互通 the hub is not reached: %s" % getattr(unreachable, "reason", unreachable)) from unreachable
    try:
        answer = json.loads(text)
    except ValueError as unreadable:
        raise HutongError(status, "NO_JSON", "回答不是 JSON the answer is no JSON") from unreadable
    # 个别字段取不到时，data 与 errors 并存；此处一律视为失败，以免把缺的当作没有。
    # Where a field could not be answered there are both; here that is a failure, so that nobody takes a gap for an absence.
    for error in answer.get("errors", []):
        raise HutongError(status, error["extensions"]["code"], error["message"])
    return answer["data"]
