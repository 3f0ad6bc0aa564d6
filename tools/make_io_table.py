#!/usr/bin/env python3
"""Makes data/io/china_2020_27.csv, data/io/sector_map.csv and data/io/sectors.csv.

Input: the national table of 153 departments for 2020 (National Bureau of Statistics, competitive
imports, 10,000 CNY) and employed persons by industry for 2018, as they lie in ../shared/data/io
(names of files below). What comes out restates official statistics, summed; nothing is modelled but
the split of jobs where employment is published for a whole division only, and that is marked.

    tools/make_io_table.py ../shared/data/io data/io

The split of a division's jobs: by compensation of employees (VA001), so equal pay is assumed within
the division. `jobs_basis` of sectors.csv says for every sector whether its jobs are counted or split.
"""
import csv
import pathlib
import sys

# ours: code, name, codes of the 153 departments, GB/T 4754-2017 divisions or groups, codes of the
# employment table, and the division the employment is split from ("" when counted).
# The longest prefix of a firm's industry code wins: 3841 is 384 (batteries), not 38.
# A firm coded by a bare division goes where most of the division's people work.
# The bureau's own list of groups by department is not at hand: 362 (engines) with parts is ours.
SECTORS = [
    ("01", "农林牧渔", "001-005", "01 02 03 04 05", "A", ""),
    ("02", "采矿", "006-011", "06 07 08 09 10 11 12", "B", ""),
    ("03", "食品、饮料和烟草", "012-026", "13 14 15 16", "C01 C02 C03 C04", ""),
    ("04", "纺织服装、家具、造纸和文体用品", "027-040", "17 18 19 20 21 22 23 24",
     "C05 C06 C07 C08 C09 C10 C11 C12", ""),
    ("05", "石油、化工、医药和橡胶塑料", "041-053", "25 26 27 28 29", "C13 C14 C15 C16 C17", ""),
    ("06", "非金属矿物制品", "054-060", "30", "C18", ""),
    ("07", "黑色金属冶炼和压延", "061-063", "31", "C19", ""),
    ("08", "有色金属冶炼及合金", "064", "32 321 322 323 324", "", "C20"),
    ("09", "有色金属压延加工", "065", "325", "", "C20"),
    ("10", "金属制品", "066", "33", "C21", ""),
    ("11", "通用设备", "067-073", "34", "C22", ""),
    ("12", "专用设备", "074-078", "35", "C23", ""),
    ("13", "汽车整车", "079", "361 363 364 365 366", "", "C24"),
    ("14", "汽车零部件及配件", "080", "36 362 367", "", "C24"),
    ("15", "铁路、船舶、航空航天、摩托车等其他运输设备", "081-083", "37", "C25", ""),
    ("16", "电池", "087", "384", "", "C26"),
    ("17", "电机、输配电、家电等其他电气机械", "084-086 088 089", "38", "", "C26"),
    ("18", "计算机、通信和其他电子设备", "090-093 095", "39 391 392 393 394 395 396 399", "", "C27"),
    ("19", "电子元器件", "094", "397 398", "", "C27"),
    ("20", "仪器仪表、其他制造、废旧资源利用和修理", "096-099", "40 41 42 43",
     "C28 C29 C30 C31", ""),
    ("21", "电力、热力生产和供应", "100", "44", "D01", ""),
    ("22", "燃气和水的生产供应", "101 102", "45 46", "D02 D03", ""),
    ("23", "建筑", "103-108", "47 48 49 50", "E", ""),
    ("24", "批发零售和交通运输、仓储、邮政", "109-122", "51 52 53 54 55 56 57 58 59 60", "F G", ""),
    ("25", "软件和信息技术服务", "128 129", "65", "I03", ""),
    ("26", "电信互联网、金融、商务和科技服务", "125-127 130-132 134-138",
     "63 64 66 67 68 69 71 72 73 74 75", "I01 I02 J L M", ""),
    ("27", "住宿餐饮、房地产、居民和公共服务", "123 124 133 139-153",
     "61 62 70 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97",
     "H K N O P Q R S T", ""),
]
# FU101 rural and FU102 urban households make one column; the sums THC, TC, GCF, TFU are left out.
FINAL = [("HH", "居民消费", ("FU101", "FU102")), ("GOV", "政府消费", ("FU103",)),
         ("GFCF", "固定资本形成", ("FU201",)), ("STOCK", "存货变动", ("FU202",)),
         ("EX", "出口", ("EX",)), ("IM", "进口", ("IM",)), ("GO", "总产出", ("GO",))]
VALUE_ADDED = [("VA001", "劳动者报酬"), ("VA002", "生产税净额"), ("VA003", "固定资产折旧"),
               ("VA004", "营业盈余")]


def codes(text):
    for part in text.split():
        if "-" in part:
            first, last = part.split("-")
            yield from (f"{k:03d}" for k in range(int(first), int(last) + 1))
        else:
            yield part


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["Code"]: row for row in rows}


def number(value):
    return f"{value:.6f}".rstrip("0").rstrip(".")


def main(source, target):
    table = read(source / "china_2020_153.csv")
    jobs = read(source / "china_employment.csv")
    members = {code: list(codes(text)) for code, _, text, _, _, _ in SECTORS}
    used = [m for ms in members.values() for m in ms]
    assert sorted(used) == [f"{k:03d}" for k in range(1, 154)], "every department exactly once"
    sections = [c for *_, direct, _ in SECTORS for c in direct.split()]
    divisions = sorted({whole for *_, whole in SECTORS if whole})
    counted = sum(float(jobs[c]["2018"]) for c in sections + divisions)
    assert abs(counted - float(jobs["TOT"]["2018"])) < 3, counted

    def block(rows, columns):
        return sum(float(table[r][c]) for r in rows for c in columns)

    pay = {code: block(["VA001"], ms) for code, ms in members.items()}
    whole_pay = {w: sum(pay[code] for code, *_, whole in SECTORS if whole == w) for w in divisions}
    jobs_of, basis_of = {}, {}
    for code, _, _, _, direct, whole in SECTORS:
        if whole:
            jobs_of[code] = float(jobs[whole]["2018"]) * pay[code] / whole_pay[whole]
            basis_of[code] = f"按劳动者报酬从“{jobs[whole]['DescriptionInChinese']}”" \
                             f"{jobs[whole]['2018']}万人分摊"
        else:
            jobs_of[code] = sum(float(jobs[c]["2018"]) for c in direct.split())
            basis_of[code] = "按行业门类、大类直接加总"

    with open(target / "china_2020_27.csv", "w", encoding="utf-8", newline="") as file:
        file.write(
            "# 2020 年全国投入产出表，由 153 个部门归并为 27 个部门（归并为本项目所作，对照见 sector_map.csv）\n"
            "# 来源：国家统计局《2020 年全国投入产出表》153 部门，竞争型（进口含在中间使用和最终使用内），"
            "生产者价格；单位：万元\n"
            "# 行：部门，VA001 至 VA004 增加值四项；列：部门，最终使用五项，IM 进口（正数），GO 总产出\n"
            "# 生成：tools/make_io_table.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name"] + [s[0] for s in SECTORS] + [f[0] for f in FINAL])
        for code, name, *_ in SECTORS:
            rows = members[code]
            writer.writerow([code, name]
                            + [number(block(rows, members[s[0]])) for s in SECTORS]
                            + [number(block(rows, f[2])) for f in FINAL])
        for code, name in VALUE_ADDED:
            writer.writerow([code, name] + [number(block([code], members[s[0]])) for s in SECTORS]
                            + [""] * len(FINAL))
    with open(target / "sectors.csv", "w", encoding="utf-8", newline="") as file:
        file.write(
            "# 27 个部门：对应的 GB/T 4754-2017 大类或中类（企业行业代码按最长前缀归部门）和 2018 年就业人数\n"
            "# 就业来源：2018 年分行业就业人员（Wang、Jia、Wang，《统计研究》2021 年 38 卷 12 期），"
            "单位：万人；年份比投入产出表早两年\n"
            "# 生成：tools/make_io_table.py\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "gbt4754", "jobs_2018_wan", "jobs_basis"])
        for code, name, _, gbt, _, _ in SECTORS:
            writer.writerow([code, name, gbt, f"{jobs_of[code]:.4f}", basis_of[code]])
    with open(target / "sector_map.csv", "w", encoding="utf-8", newline="") as file:
        file.write("# 2020 年投入产出表 153 个部门到本项目 27 个部门的对照；归并为本项目所作\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["department", "department_name", "sector", "sector_name", "gbt4754"])
        for code, name, _, gbt, _, _ in SECTORS:
            for m in members[code]:
                writer.writerow([m, table[m]["DescriptionInChinese"], code, name, gbt])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_io_table.py SOURCE_DIR TARGET_DIR")
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
