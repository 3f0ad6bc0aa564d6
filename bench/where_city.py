#!/usr/bin/env python3
"""A made-up city as a set of tables, to look at and to time `answer where` on. Nothing in it is real.

  bench/where_city.py DIR [PROJECTS [PARKS]]       writes the tables (default 500 and 40)
  bench/where_city.py --time CHENGJIE [PROJECTS [PARKS]]
                                                   imports them and prints CPU seconds of the command
  bench/where_city.py --serve CHENGJIE [PROJECTS [PARKS]]
                                                   and of the server's replies to a page's sliders

The same seed gives the same tables. Capacities are 1.15 times the demand over all parks, spread
unevenly (methods/place.md, section 3); a third of the parks get power later; the city's energy and
carbon are shared; some parks keep lists, hazard zones and least investment.
"""
import csv
import http.client
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

CHAINS = {
    "新能源汽车": ["动力电池", "电机电控", "车身件", "热管理"],
    "轻合金材料": ["铝板带", "铝型材", "再生铝", "压铸件"],
    "电子信息": ["芯片封装", "电路板", "连接器", "模组"],
    "装备制造": ["数控机床", "减速器", "液压件", "铸锻件"],
    "食品加工": ["预制菜", "调味品", "冷链包装", "饮料"],
    "生物医药": ["原料药", "医疗器械", "试剂", "包材"],
}
NEEDS = ["用地(亩)", "用电(千伏安)", "用工(人)", "用水(立方米/日)", "用气(立方米/日)",
         "排水(立方米/日)", "能耗(吨标准煤)", "碳排放(吨二氧化碳)"]
PER_MU = [1, 60, 6, 4, 10, 3, 30, 70]


def tables(projects, parks):
    dice = random.Random(20260701)
    made = []
    for j in range(projects):
        chain = dice.choice(list(CHAINS))
        land = round(min(600, 8 + dice.expovariate(1 / 45)))
        needs = [round(land * per * dice.uniform(0.4, 1.8)) for per in PER_MU]
        needs[0] = land
        output = round(land * dice.uniform(300, 1200))  # 10,000 yuan
        made.append({
            "项目编号": f"X{j + 1:03d}", "项目名称": f"{dice.choice(CHAINS[chain])}{j + 1:03d}号项目",
            "承接方向": chain, "阶段": dice.choice(["签约", "洽谈", "开工"]),
            "固投(万元)": round(land * dice.uniform(150, 900)), "达产产值(万元)": output,
            "税收(万元)": round(output * dice.uniform(0.02, 0.06)),
            "火灾危险性类别": dice.choice(["乙", "丙", "丙", "丁", "戊"]),
            "可落地时间": dice.choice(["", "", "", "2027-03-01", "2028-03-01"]),
            "不得相邻": "原料药001号项目" if chain == "食品加工" and j % 7 == 0 else "",
            **dict(zip(NEEDS, needs)),
        })
    total = [sum(row[name] for row in made) for name in NEEDS]
    spread = [dice.uniform(0.4, 1.6) for _ in range(parks)]
    whole = sum(spread)
    sites, later = [], []
    for i in range(parks):
        room = [round(1.15 * total[r] * spread[i] / whole * dice.uniform(0.8, 1.2)) for r in range(8)]
        name = f"第{i + 1:02d}园区"
        lead = dice.sample(list(CHAINS), 2)
        late = i % 3 == 0
        if late:
            later.append({"供给地": name, "要素": "用电", "新增量": round(room[1] * 0.5), "单位": "千伏安",
                          "可用时间": f"{2027 + i % 2}-01-01", "依托工程": f"{name}变电站投运"})
            room[1] -= round(room[1] * 0.5)
        sites.append({
            "园区名称": name, "级别": "市级", "所属区县": "示例市", "可供地(亩)": room[0],
            "剩余电力容量(千伏安)": room[1], "劳动力(人)": room[2], "供水(立方米/日)": room[3],
            "燃气(立方米/日)": room[4], "污水(立方米/日)": room[5], "主导产业": "、".join(lead),
            "负面清单": dice.choice(["", "", "", "生物医药"]),
            "最高火灾危险性": dice.choice(["", "", "乙", "丙"]),
            "投资强度下限(万元/亩)": dice.choice(["", "", 200, 300]),
            "WGS84经度": round(106.2 + dice.uniform(0, 0.6), 4),
            "WGS84纬度": round(29.3 + dice.uniform(0, 0.5), 4),
        })
    later.append({"供给地": "示例市", "要素": "能耗", "总量": round(total[6] * 0.97), "单位": "吨标准煤"})
    later.append({"供给地": "示例市", "要素": "碳排放", "总量": round(total[7] * 0.98), "单位": "吨二氧化碳"})
    nodes = [{"产业链": chain, "环节": "整机" if k == 0 else "配套", "上级": "" if k == 0 else stages[0],
              "产品": product, "状态": "缺"}
             for chain, stages in CHAINS.items() for k, product in enumerate(stages)]
    hubs = [{"节点名称": "示例港", "节点类型": "港口", "WGS84经度": 106.3, "WGS84纬度": 29.35},
            {"节点名称": "示例铁路场站", "节点类型": "铁路货场", "WGS84经度": 106.6, "WGS84纬度": 29.7,
             "开通时间": "2028-01-01"}]
    region = [{"名称": "示例市", "代码": "990000", "层级": "区县"}]
    return {"regions": region, "parks": sites, "projects": made, "supplies": later, "chains": nodes,
            "hubs": hubs}


def write(folder, projects, parks):
    os.makedirs(folder, exist_ok=True)
    for name, rows in tables(projects, parks).items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-500:]}{done.stderr}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done.stdout


def load(program, folder, ledger):
    for name in ("regions", "parks", "projects", "supplies", "chains", "hubs"):
        cpu([program, "import", os.path.join(folder, name + ".csv"), "--as", name, "--ledger", ledger])


def cpu_of(process):
    with open(f"/proc/{process.pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask_command(program, folder, sizes):
    ask = [program, "answer", "where", "--ledger", os.path.join(folder, "city.db"), "--today", "2026-07-01"]
    whole, told = cpu(ask)
    changed, after = cpu(ask + ["--capacity", "第01园区/用电=+20000"])
    print(f"{sizes}: answer where {whole:.2f} s CPU; with a changed capacity {changed:.2f} s CPU")
    for text in (told, after):
        print("\n".join(line for line in text.splitlines() if "方案总分 " in line or "总分 " in line or "容量的价：" in line))


def ask_server(program, folder, sizes):
    """The plan once, then one slider moved again and again: seconds and CPU seconds of each reply."""
    account, word = "bench", "bench-password-1234"
    subprocess.run([program, "user", "add", account, "--role", "admin", "--password-stdin", "--ledger",
                    os.path.join(folder, "city.db")], input=word + "\n", text=True, check=True, capture_output=True)
    server = subprocess.Popen([program, "serve", "--ledger", os.path.join(folder, "city.db"), "--port", "0",
                               "--log", "/dev/null"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)", server.stdout.readline()).group(1))

        heads = {"Content-Type": "application/json"}

        def reply(method, path, body=None):
            before, begun = cpu_of(server), time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
            connection.request(method, path, json.dumps(body) if body else None,
                               heads)
            got = connection.getresponse()
            text = got.read()
            if path.endswith("/session"):
                heads.update({"Cookie": got.getheader("Set-Cookie", "").split(";")[0],
                              "X-CSRF-Token": json.loads(text).get("csrf", "")})
            if got.status >= 300:
                sys.exit(f"{method} {path}: {got.status} {text[:300]!r}")
            return time.perf_counter() - begun, cpu_of(server) - before, len(text)

        reply("POST", "/api/v1/session", {"name": account, "password": word})
        wall, used, size = reply("GET", "/api/v1/answers/where?today=2026-07-01")
        print(f"{sizes}: the plan {wall:.2f} s ({used:.2f} s CPU, {size / 1e6:.1f} MB)")
        rows = []
        for step in range(8):
            rows.append(reply("POST", "/api/v1/what-if", {
                "question": "where", "today": "2026-07-01",
                "changes": {"capacity": [f"第{1 + step % 2:02d}园区/用电=+{2000 * (step + 1)}"]}}))
        walls, used = sorted(row[0] for row in rows), sorted(row[1] for row in rows)
        print(f"a slider: median {walls[4]:.3f} s ({used[4]:.2f} s CPU), worst {walls[-1]:.3f} s "
              f"({used[-1]:.2f} s CPU), {rows[0][2] / 1e6:.2f} MB")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    modes = {"--time": ask_command, "--serve": ask_server}
    mode = modes.get(arguments[0]) if arguments else None
    sizes = [int(word) for word in arguments[2 if mode else 1:]]
    sizes += [500, 40][len(sizes):]
    if not arguments or (mode is None and arguments[0].startswith("-")) or (mode and len(arguments) < 2):
        sys.exit(__doc__)
    if mode is None:
        write(arguments[0], *sizes)
        sys.exit(0)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, *sizes)
        load(arguments[1], folder, os.path.join(folder, "city.db"))
        mode(arguments[1], folder, sizes)
