#!/usr/bin/env python3
"""Made-up tables for the first question, from a fixed seed: chains of 500 links, firms that could come, leads, regions x industries.

    bench/what_district.py FOLDER [LINKS] [CANDIDATES]
    for kind in regions chains candidates leads region_industry; do
      build/release/chengjie import FOLDER/$kind.csv --as $kind --ledger FOLDER/what.db; done
    time build/release/chengjie answer what --ledger FOLDER/what.db >/dev/null

Names are numbered, so that nobody takes them for firms. Leads are won by those that supply a local firm, mostly.
"""
import csv
import pathlib
import random
import sys

PLACES = [f"第{i}区" for i in range(1, 41)]
# Nonsense words, so that products differ as real names do.
LETTERS = "阀泵轴板膜管壳盖线圈芯片槽网杆臂架轮带环座箱罐胶漆粉丝棒锭铸锻冲压焊镀磨切钻镗铣"
CODES = [str(code) for code in range(13, 44)] + ["64", "65"]


def write(folder, name, head, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def chains(draw, links):
    rows, firms = [], []
    for chain in range(5):
        products = []
        for at in range(links // 5):
            product = "".join(draw.sample(LETTERS, 4))
            parent = draw.choice(products[: max(1, at // 4 + 1)]) if products else ""
            local = []
            if draw.random() < 0.25:
                local = [f"本地{chain}{at:03d}{letter}厂" for letter in "AB"[: draw.randint(1, 2)]]
            firms += local
            city = [f"市内{chain}{at:03d}厂"] if draw.random() < 0.15 else []
            rows.append([f"{'甲乙丙丁戊'[chain]}链", "部件", parent, product, draw.choice(CODES[:31]) + f"{draw.randint(10, 59)}",
                         "是" if draw.random() < 0.2 else "", "、".join(local), "、".join(city)])
            products.append(product)
    return rows, firms


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    links = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    draw = random.Random(20240101)
    rows, local = chains(draw, links)
    write(folder, "regions", ["名称", "代码", "层级", "上级"],
          [["大市", "900000", "市", ""]] + [[place, f"9001{i:02d}", "区县" if i == 0 else "邻区", "大市"] for i, place in enumerate(PLACES)])
    write(folder, "chains", ["产业链", "环节", "上级", "产品", "行业代码", "是否关键", "本地企业", "市内企业"], rows)
    products = [row[3] for row in rows]
    firms = []
    for i in range(count):
        firms.append([f"外地{i:05d}公司", draw.choice(PLACES + ["外省"] * 20), "、".join(draw.sample(products, draw.randint(1, 3))),
                      f"{10 ** draw.uniform(-1, 2.5):.2f}", "公告扩产" if draw.random() < 0.3 else "",
                      draw.choice(local) if draw.random() < 0.2 else ""])
    write(folder, "candidates", ["企业名称", "所在地", "产品", "营业收入(亿元)", "迁移迹象", "主要客户"], firms)
    leads = []
    for i in range(200):
        supplies = draw.random() < 0.4
        won = draw.random() < (0.8 if supplies else 0.25)
        leads.append([f"线索{i:03d}公司", draw.choice(products), draw.choice(local) if supplies else "", "落地" if won else "流失"])
    write(folder, "leads", ["企业名称", "拟引产品", "主要客户", "结果"], leads)
    space = []
    for p, place in enumerate(PLACES):
        for c, code in enumerate(CODES):
            if (p + c) % 3 == 0 or draw.random() < 0.4:
                space.append([place, code, "2023", draw.randint(50, 8000)])
    write(folder, "region_industry", ["地区", "行业代码", "年份", "从业人数(人)"], space)


if __name__ == "__main__":
    main()
