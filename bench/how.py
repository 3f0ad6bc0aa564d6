#!/usr/bin/env python3
"""The third question on a generated district whose answers are known (bench/how_district.py).

    bench/how.py PROGRAM [--firms 400] [--clauses 24] [--folder F] [--no-check]

Imports the tables, asks, compares with what was planted; prints a Markdown table of CPU seconds (user) and peak
memory. One line a finding, exit 1 when there are some. The defaults are the test; bench/how.md has the table of
--firms 250000 --clauses 1000.
"""
import argparse, json, os, resource, subprocess, sys, tempfile, time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import how_district

TODAY = "2026-11-25"
findings = []


def tell(words):
    findings.append(words)
    print("FINDING", words)


def near(found, wanted):
    return abs(found - wanted) <= 1e-6 * max(1, abs(wanted))


class Program:
    def __init__(self, binary, ledger):
        self.binary, self.ledger = binary, ledger
        print("| what | CPU s | wall s | peak MiB |\n|---|---|---|---|")

    def run(self, what, *arguments, parse=True):
        command = [self.binary, *arguments, "--ledger", str(self.ledger), "--json"]
        if arguments[0] != "import":
            command += ["--today", TODAY]
        begun = time.time()
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
            error = child.stderr.read()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in (0, 1):
                sys.exit(f"{' '.join(command)}: {error.decode()}")
            print(f"| {what} | {usage.ru_utime:.1f} | {time.time() - begun:.1f} | {usage.ru_maxrss / 1024:.0f} |", flush=True)
            out.seek(0)
            return json.load(out) if parse else None


def texts(answer):
    lines = [line["text"] for item in answer["items"] for line in [item["title"], *item["lines"]]]
    return lines + [note["text"] for note in answer["notes"]]


def check_how(answer, planted):
    by_id = {item["id"]: item for item in answer["items"]}
    for kind, words in (("差一项知识产权", "Ⅰ类知识产权"), ("差一项收入", "营业收入")):
        for code in planted[kind]:
            item = by_id.get(code)
            if item is None:
                continue  # of many near misses the list shows the first
            if item["state"] != "near_miss":
                tell(f"{kind} {code}: {item['state']}")
            elif not any("不够" in line["text"] and words in line["text"] for line in item["lines"]):
                tell(f"{kind} {code}: no line says {words}")
    if answer["items"] and answer["items"][0]["state"] != "near_miss":
        tell("a planted near miss does not stand first")
    for kind, words in (("应入库", "已达规上标准"), ("接近规上", "接近规上标准"), ("退库风险", "有退库风险")):
        wanted = f"{words}"
        line = next((t for t in texts(answer) if t.startswith("小升规：") and wanted in t), "")
        if f"{len(planted[kind])}家" not in line.replace(" ", ""):
            tell(f"{kind}: {len(planted[kind])} planted, told: {line[:80]}")


def check_affected(answer, planted, expected):
    """`expected`: turn -> the planted kind; every holder of that turn must be of it, and all of it there."""
    for turn, kinds in expected.items():
        found = {item["id"] for item in answer["items"] if item["state"] == turn and "现有此称号" in item["title"]["text"]}
        wanted = set().union(*(planted[kind] for kind in kinds))
        if found != wanted:
            tell(f"{turn}: {len(found)} found, {len(wanted)} planted, missing {sorted(wanted - found)[:3]}, "
                 f"too many {sorted(found - wanted)[:3]}")


def check_policies(answer, planted):
    by_id = {item["id"]: item for item in answer["items"]}
    for clause, wanted in planted["clauses"].items():
        figures = {name: figure["value"] for name, figure in by_id[clause]["figures"].items()}
        for name, value in wanted.items():
            if not near(figures.get(name, 0), value):
                tell(f"{clause} {name}: {figures.get(name)}, planted {value}")
    states = {item["id"]: item["state"] for item in answer["items"]}
    if len(answer["items"]) > 6 and states["支持办法/第7条"] != "closed":
        tell("an ended clause is not told as ended")
    if len(answer["items"]) > 7 and not any("纳税额" in line["text"] for line in by_id["支持办法/第8条"]["lines"]):
        tell("a clause tied to tax is not flagged")
    if states.get("支持办法/第4条") != "automatic":
        tell("a clause paid without asking is not told as such")


def check_month(answer, planted):
    level = answer["items"][0]["figures"]
    if not near(level["total"]["value"], planted["month"]["total_cny"]):
        tell(f"total: {level['total']['value']}, planted {planted['month']['total_cny']}")
    if not near(level["growth"]["value"], planted["month"]["growth_pct"]):
        tell(f"growth: {level['growth']['value']}, planted {planted['month']['growth_pct']}")
    words = {"stopped": "本月产值骤降", "jumped": "本月产值骤增", "power_apart": "产值与用电背离",
             "month_restated": "累计与上月对不上", "year_restated": "去年同期数有改动"}
    odd = next((item for item in answer["items"] if item["id"] == "odd"), {"lines": []})
    found = sorted(line["text"].split("，")[0] for line in odd["lines"])
    wanted = sorted(f"{name}：{words[kind]}" for name, kind in planted["odd"])
    if found != wanted:
        tell(f"odd months: found {found[:4]} … {len(found)}, planted {wanted[:4]} … {len(wanted)}")


def check_per_mu(answer, planted):
    by_id = {item["id"]: item for item in answer["items"]}
    for code, grade in planted["grades"].items():
        item = by_id.get(code)
        if item is None:
            continue  # beyond the 500 that are listed
        if item["state"] != grade:
            tell(f"per mu {code}: {item['state']}, planted {grade}")
        elif not near(item["figures"]["total"]["value"], planted["totals"][code]):
            tell(f"per mu {code}: {item['figures']['total']['value']}, planted {planted['totals'][code]}")
    for code in planted["资料不足不定档"]:
        if by_id.get(code, {}).get("state", "not_graded") != "not_graded":
            tell(f"per mu {code}: graded without land")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--firms", type=int, default=400)
    parser.add_argument("--clauses", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-check", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        if not (folder / "planted.json").exists():
            how_district.District(args.firms, args.clauses, args.seed).make(folder)
        planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
        ledger = folder / "district.db"
        fresh = not ledger.exists()
        program = Program(args.program, ledger)
        if fresh:
            for table in sorted(folder.glob("*.csv")):
                done = program.run(f"import {table.name}", "import", str(table), "--as", table.stem.split("-")[0])
                if done.get("rejected"):
                    tell(f"{table.name}: rows rejected: {done['rejected'][:2]}")
        how = program.run("answer how", "answer", "how")
        policies = program.run("policies", "policies")
        affected = program.run("rules affected 专精特新", "rules", "affected", "--from", "specialised_sme@2022", "--to", "specialised_sme@2026")
        giants = program.run("rules affected 小巨人", "rules", "affected", "--from", "little_giant@2022", "--to", "little_giant@2026")
        month = program.run("monthly", "monthly", "2026-10")
        grades = program.run("per-mu", "per-mu", "--scheme", "huangyan_2022")
        program.run("care", "care")
        if args.no_check:
            return
        check_how(how, planted)
        check_affected(affected, planted, {"loses": ["损失称号"], "may_lose": ["可能损失"]})
        by_id = {item["id"]: item["state"] for item in giants["items"]}
        for code in planted["负债可能受益"]:
            if by_id.get(code) not in ("may_gain", None):
                tell(f"72 % of debt {code}: {by_id.get(code)}")
        check_policies(policies, planted)
        check_month(month, planted)
        check_per_mu(grades, planted)
    print(f"{len(findings)} findings")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
