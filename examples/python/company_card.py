"""按任一编号查企业现状。A company's state by any number of its papers.

用法 / usage:  HUTONG_URL=http://127.0.0.1:4000 python3 company_card.py 931477544
退出码 / exit codes:  0 查到 found, 3 没有 none, 1 失败 failed, 2 用法不对 wrong usage
"""

import sys

from hutong import HutongError, ask


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = ask("CompanyByNumber", value=arguments[0])["companyByIdentifier"]
    if found is None:
        print("没有企业有这个编号 no company has this number")
        return 3
    # 时点取自第一次回答，两次所见因此一致。Both answers see the same moment: that of the first.
    company = found["company"]
    card = ask("CompanyCard", uscc=company["uscc"], at=company["at"])["company"]
    registration = card["registration"] or {}
    print("%s  %s" % (card["uscc"], registration.get("name")))
    print("现处环节 stage: %s    登记状态 status: %s    时点 at: %s" % (card["stage"], registration.get("status"), card["at"]))
    for taxpayer in card["taxpayers"]:
        print("税务 tax: %s  %s  %s" % (taxpayer["djxh"], taxpayer["status"], taxpayer["office"]))
    for filing in card["filings"]:
        print("备案 filing: %s  %s  %s" % (filing["county"], filing["filingNo"], filing["status"]))
    for contract in card["contracts"]:
        names = "、".join(estate["name"] or "?" for estate in contract["estates"] or [])
        print("合同 contract: %s  %s  %s" % (contract["contractNo"], "履行中" if contract["active"] else "已结束", names))
    records = [registration, *card["taxpayers"], *card["filings"], *card["contracts"]]
    disputed = [each for record in records for each in record.get("disputed") or []]
    print("异议 disputed: %s" % ("、".join(each["field"] for each in disputed) or "无 none"))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except HutongError as error:
        print("%s (%s, HTTP %d)" % (error, error.code, error.status), file=sys.stderr)
        sys.exit(1)
