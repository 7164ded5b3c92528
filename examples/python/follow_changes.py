"""跟踪变更，位置存在文件里，停了再跑从原处继续，不漏不重。Follows changes; its position is kept in a file, so it goes on where it was.

每条变更打印一行 JSON。先处理、后记位置：处理到一半被打断的那一页会再来一次，处理请以 position 去重。
Each change is one line of JSON. A page that was broken off in the middle comes again: whoever applies it knows it by its position.

用法 / usage:  python3 follow_changes.py position.json [DEREGISTRATION]
定时运行即可，如每分钟一次。Run it by a timer, once a minute.
"""

import json
import os
import sys

from hutong import HutongError, ask


def load(file):
    """文件损坏时不当作没有：那样会从头再来一遍。A damaged one is not taken for none: everything would come again."""
    try:
        with open(file, encoding="utf-8") as text:
            state = json.load(text)
        if str(state["after"]).isdecimal() and isinstance(state["feed"], (str, type(None))):
            return state
        found = "feed, after"
    except FileNotFoundError:
        return {"feed": None, "after": "0"}
    except OSError as unreadable:
        found = unreadable.strerror
    except (ValueError, TypeError, KeyError):
        found = "JSON"
    raise HutongError(
        0,
        "POSITION_FILE",
        "位置文件 %s 无法读取（%s）；请改正，或删除后从头开始  the file of the position cannot be read: mend it, or delete it to begin anew"
        % (file, found),
    )


def save(file, state):
    """先写临时文件再改名：断电也不会留下半个位置。Under another name first: no half position stays after a power failure."""
    with open(file + ".new", "w", encoding="utf-8") as text:
        json.dump(state, text)
        text.flush()
        os.fsync(text.fileno())
    os.replace(file + ".new", file)


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    file, *stages = arguments
    state = load(file)
    while True:
        page = ask("ChangesAfter", after=state["after"], first=500, **{"filter.stages": stages})["changes"]
        if state["feed"] not in (None, page["feed"]):
            print("数据流已更换，位置不能沿用；请重新取全量。This is another feed: begin anew.", file=sys.stderr)
            return 1
        for change in page["nodes"]:
            print(json.dumps(change, ensure_ascii=False))
        sys.stdout.flush()
        state = {"feed": page["feed"], "after": page["scannedTo"]}
        save(file, state)
        if not page["pageInfo"]["hasNextPage"]:
            return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except HutongError as error:
        print("%s (%s%s)" % (error, error.code, ", HTTP %d" % error.status if error.status else ""), file=sys.stderr)
        sys.exit(1)
