#!/usr/bin/env python3
"""A district of firms with planted answers to the third question: tables as an office keeps them, and what must
come out of them.

    bench/how_district.py FOLDER [--firms 250000] [--clauses 1000] [--seed 1]

Writes regions.csv, enterprises-*.csv, policies.csv and planted.json. Nothing in it is a real firm; names say what
is planted ("损失称号0003厂"). The answers are known because each firm was made to have them, and, for clauses and
sums, because they are counted here a second, plain way.
"""
import argparse, csv, json, random
from pathlib import Path

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, i, 31) for i in range(17)]
PLACES = ["东园", "西园", "南园", "北街"]
MONTHS = ("2026-10", "2026-09", "2025-10")
SHARES = [("A", 20), ("B", 45), ("C", 30), ("D", 5)]
COLUMNS = {
    "code": "统一社会信用代码", "name": "单位名称", "period": "台账期间", "place": "镇街/园区", "industry": "行业代码",
    "group": "组别", "revenue": "营业收入(万元)", "main": "主营收入(万元)", "rd": "研发费用(万元)", "staff": "平均用工人数",
    "assets": "资产(万元)", "debts": "负债(万元)", "equity": "股权融资(万元)", "niche": "细分市场年限", "ip1": "Ⅰ类知识产权",
    "titles": "现有称号", "tax": "评价税收(万元)", "va": "工业增加值(万元)", "land": "用地面积(亩)", "energy": "综合能耗(吨标准煤)",
    "pollutant": "主要污染物(吨)", "veto": "否决事项",
}
MONTHLY = {
    "code": "统一社会信用代码", "name": "单位名称", "period": "台账期间", "place": "镇街/园区", "industry": "行业代码",
    "group": "组别", "month": "本月工业总产值(万元)", "ytd": "累计工业总产值(万元)", "prior": "去年同期累计产值(万元)",
    "power": "用电量(kWh)",
}


def code(number):
    body = f"91500107MA{number:07d}"
    body = body[:17]
    check = (31 - sum(LETTERS.index(c) * w for c, w in zip(body, WEIGHTS)) % 31) % 31
    return body + LETTERS[check]


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns.values())
        for row in rows:
            out.writerow(["" if row.get(key) is None else row[key] for key in columns])


class District:
    def __init__(self, firms, clauses, seed):
        self.random, self.size, self.clauses = random.Random(seed), firms, clauses
        self.firms, self.last, self.planted = [], [], {}
        self.some = max(2, firms // 1000)  # of each rare kind

    def firm(self, kind, **values):
        at = len(self.firms)
        row = {"code": code(at), "name": f"{kind}{at:06d}厂", "period": "2025", "place": PLACES[at % 4], **values}
        self.firms.append(row)
        self.planted.setdefault(kind, []).append(row["code"])
        return row

    def before(self, row, **values):
        self.last.append({"code": row["code"], "name": row["name"], "period": "2024", "place": row["place"],
                          **values})

    def innovator(self, kind, titles, revenue=3000, rd=150, niche=5, ip1=2, **values):
        """Everything that the ladder asks and the ledger can hold is there; one thing is planted short."""
        row = self.firm(kind, industry="3670", group="规上" if revenue >= 2000 else None, titles=titles, revenue=revenue,
                        main=revenue, rd=rd, niche=niche, ip1=ip1, equity=0, **values)
        self.before(row, revenue=revenue, main=revenue, rd=rd)

    def ladder(self):
        for j in range(self.some):
            self.innovator("损失称号", "专精特新中小企业", revenue=1200 + j % 200, rd=1100)
            self.innovator("可能损失", "专精特新中小企业", rd=1100)
            self.innovator("两版都不够", "专精特新中小企业", rd=1100, niche=1)
            self.innovator("差一项知识产权", "创新型中小企业", ip1=0)
            self.innovator("差一项收入", "创新型中小企业", revenue=1400)
            # 72 % of debt: too much under the rule of 2022, not under that of 2026.
            self.innovator("负债可能受益", "专精特新中小企业", revenue=6000, rd=700, ip1=5, assets=1000, debts=720)

    def watch(self):
        for j in range(self.some):
            self.firm("应入库", industry="3670", group="规下", main=2000 + j % 500, revenue=2000 + j % 500)
            self.firm("接近规上", industry="3670", group="规下", main=1999 - j % 399, revenue=1999 - j % 399)
            self.firm("退库风险", industry="3670", group="规上", main=1500 - j % 500, revenue=1500 - j % 500)

    def per_mu(self):
        """All on Huangyan's six benchmarks times q, so that the total is 100 q and the order is known."""
        n = min(1500, self.size // 10)
        scored = []
        for j in range(n):
            q = 0.5 + (j * 7919 % n) / n
            land = 10 + j % 50
            va = 136.16 * land * q
            row = self.firm("规上", industry=["3670", "2652", "3925", "1352"][j % 4], group="规上",
                            revenue=50000, main=50000, land=land, tax=24.097 * land * q, va=va,
                            energy=va / (2.694 * q), pollutant=va / (4929.81 * q), staff=va / (18.14 * q),
                            rd=50000 * 0.0302 * q)
            if j < 2:
                row["veto"] = "重大环境违法"
            elif j < 4:
                row["land"] = None
                self.planted.setdefault("资料不足不定档", []).append(row["code"])
                continue
            scored.append((-q, row["code"], j < 2))
        # All are ranked; a veto stands over the rank.
        ranked = [c for _, c, _ in sorted(scored)]
        grades, upto, place = {}, 0, 0
        for grade, share in SHARES:
            upto += share
            while place < len(ranked) and (place + 1 <= len(ranked) * upto / 100 + 1e-9 or grade == "D"):
                grades[ranked[place]] = grade
                place += 1
        grades.update({c: "D" for _, c, veto in scored if veto})
        self.planted["grades"] = grades
        self.planted["totals"] = {c: -100 * q for q, c, _ in scored}

    def months(self):
        rows, odd, total, prior_total = {m: [] for m in MONTHS}, [], 0.0, 0.0
        codes = set(self.planted["规上"])
        members = [f for f in self.firms if f["code"] in codes]
        kinds = ["stopped", "jumped", "power_apart", "month_restated", "year_restated"]
        for j, firm in enumerate(members):
            full = 1000.0 + j % 977
            kind = kinds[j // 2] if j < 2 * len(kinds) else None
            before, month, then = full * 0.9, full * 0.1, full / 1.05
            if kind == "stopped":
                month = full * 0.001
            if kind == "jumped":
                month = full * 0.5
            ytd = before + month
            power = 1e6 * ytd / then * (0.5 if kind == "power_apart" else 1)
            told = before * (1.05 if kind == "month_restated" else 1)
            prior = then * (1.1 if kind == "year_restated" else 1)
            if kind == "year_restated":
                power = 1e6 * ytd / prior
            base = {k: firm.get(k) for k in ("code", "name", "place", "industry", "group")}
            rows["2026-10"].append({**base, "period": "2026-10", "month": month, "ytd": ytd, "prior": prior,
                                    "power": power})
            rows["2026-09"].append({**base, "period": "2026-09", "month": told / 9, "ytd": told, "prior": then * 0.9})
            rows["2025-10"].append({**base, "period": "2025-10", "month": then / 10, "ytd": then, "power": 1e6})
            total += ytd
            prior_total += prior
            if kind:
                odd.append([firm["name"], kind])
        self.planted["odd"] = odd
        self.planted["month"] = {"total_cny": total * 1e4, "growth_pct": (total / prior_total - 1) * 100}
        return rows

    def mass(self):
        r = self.random
        while len(self.firms) < self.size:
            row = self.firm("其他", industry=r.choice(["5211", "6110", "7011", "5164"]))
            if r.random() < 0.6:
                row["revenue"] = round(r.lognormvariate(5, 1.5), 2)
            if r.random() < 0.5:
                row["staff"] = r.randrange(1, 300)
            if r.random() < 0.1:
                row["rd"] = round(r.lognormvariate(4, 1), 2)
            if r.random() < 0.3:
                row["assets"] = round(r.lognormvariate(6, 1), 2)
                row["debts"] = round(row["assets"] * r.random() * 1.2, 2)

    def policies(self):
        """Sentences of one comparison, as offices write them; counted here firm by firm."""
        rows, expected = [], {}
        counted = set(range(self.clauses)) if self.size <= 5000 else set(range(0, self.clauses, max(1, self.clauses // 20)))
        for c in range(self.clauses):
            rd, staff, debt = 50 + c % 900, 10 + c % 200, 40 + c % 50
            kind = c % 6
            asked = [("rd", ">=", rd)]
            words = [f"上年度研发费用不低于{rd}万元"]
            if kind in (1, 4):
                asked.append(("staff", ">=", staff))
                words.append(f"职工总数不少于{staff}人")
            if kind in (2, 4):
                asked.append(("debt", "<=", debt))
                words.append(f"资产负债率不超过{debt}%")
            cap, rate = 100 + c % 400, 10
            row = {"文件": "支持办法", "条款": f"第{c + 1}条", "条件": "；".join(words), "申报时间": "2026年12月10日前",
                   "支持方式": f"按上年度研发费用的{rate}%给予补助，最高{cap}万元", "金额/上限": f"{cap}万元",
                   "补助比例": f"{rate}%", "失效日期": "2027-12-31"}
            if kind == 3:
                row["支持方式"] += "，免申即享"
            if kind == 5:
                row["条件"] += "；经营状况良好"
            if c == 6:
                row["失效日期"] = "2025-12-31"
            if c == 7:
                row["支持方式"] += "，并按纳税额给予奖励"
            rows.append(row)
            if c in counted:
                expected[f"支持办法/第{c + 1}条"] = self.count(asked, rate, cap, kind == 5, c == 6)
        self.planted["clauses"] = expected
        return rows

    def count(self, asked, rate, cap, judged, ended):
        met = unknown = least = most = 0
        for firm in self.firms if not ended else []:
            assets, debts = firm.get("assets"), firm.get("debts")
            known = {"rd": firm.get("rd"), "staff": firm.get("staff"),
                     "debt": None if assets is None or debts is None else debts / assets * 100}
            states = [None if known[k] is None else known[k] >= t - 1e-9 if sign == ">=" else known[k] <= t + 1e-9
                      for k, sign, t in asked]
            if False in states:
                continue
            amount = cap if known["rd"] is None else min(cap, known["rd"] * rate / 100)
            most += amount
            if None in states or judged:
                unknown += 1
            else:
                met += 1
                least += amount
        return {"met": met, "unknown": unknown, "least": least * 1e4, "most": most * 1e4}

    def make(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.ladder()
        self.watch()
        self.per_mu()
        months = self.months()
        self.mass()
        clauses = self.policies()
        (folder / "regions.csv").write_text("名称,代码,层级\n试验区,500998,区县\n", encoding="utf-8")
        write(folder / "enterprises-2025.csv", COLUMNS, self.firms)
        write(folder / "enterprises-2024.csv", COLUMNS, self.last)
        for month, rows in months.items():
            write(folder / f"enterprises-{month}.csv", MONTHLY, rows)
        names = ["文件", "条款", "条件", "支持方式", "金额/上限", "补助比例", "申报时间", "失效日期"]
        write(folder / "policies.csv", {n: n for n in names}, clauses)
        self.planted["firms"] = len(self.firms)
        self.planted.pop("其他", None)
        (folder / "planted.json").write_text(json.dumps(self.planted, ensure_ascii=False), encoding="utf-8")
        return self.planted


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--firms", type=int, default=250_000)
    parser.add_argument("--clauses", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    planted = District(args.firms, args.clauses, args.seed).make(args.folder)
    print(f"{planted['firms']} firms, {args.clauses} clauses in {args.folder}")
