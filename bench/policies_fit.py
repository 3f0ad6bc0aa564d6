#!/usr/bin/env python3
"""How much of a large foreign set of policies fits our clauses and packs.

    bench/policies_fit.py PROGRAM [../shared/data/policies/policies_zct_2026-08.json]

The file has policies as trees of conditions in words. Counted: shapes (vetoes, any-of, alternative paths), conditions
whose words the program itself reads as a comparison (each is imported as a clause of its own and asked for), and of
the conditions that the file's own authors match by a field, those for which we have an indicator. Prints Markdown;
docs/methods/rules.md has the result.
"""
import collections, csv, json, os, subprocess, sys, tempfile
from pathlib import Path

# The file's word for what a condition looks at, and our indicator for it; None: we have none.
FIELDS = {"accident": "clean_record", "certs": "certs", "rd": "rd, rd_share", "revenue": "revenue", "level": "titles",
          "ipr": "ip_class1, ip_class2", "marketShare": "market_share", "industry": "industry_code", "segYears": "niche_years",
          "years": "age(founded)", "rdTotal": "sum(rd, n years)", "mainRatio": "main_share", "debt": "debt_ratio",
          "eval": "quality_score", "growth": "growth(...)", "type": None, "projectType": None, "projectStatus": None,
          "emission": None, "investAmount": None, "invest": None, "sixBase": None, "listed": None}


def policies_of(tree):
    if isinstance(tree, dict):
        if isinstance(tree.get("conditions"), list):
            yield tree
        else:
            for part in tree.values():
                yield from policies_of(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from policies_of(part)


def items_of(part):
    """Conditions of a group and of its alternative paths."""
    if isinstance(part, list):
        for one in part:
            yield from items_of(one)
    elif isinstance(part, dict):
        if "name" in part and "required" in part:
            yield part
        yield from items_of(part.get("items", []))
        yield from items_of([path for path in part.get("paths", []) if isinstance(path, (dict, list))])


def computed(program, names):
    """Which of the sentences the program turns into a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        ledger, table = Path(folder) / "l.db", Path(folder) / "policies.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["文件", "条款", "条件"])
            out.writerows([["外地政策", f"第{i + 1}条", name.replace("；", "，")] for i, name in enumerate(names)])
        subprocess.run([program, "import", table, "--as", "policies", "--ledger", ledger], check=True, capture_output=True)
        said = subprocess.run([program, "policies", "--json", "--ledger", ledger], check=True, capture_output=True).stdout
        return [names[int(item["id"].split("第")[1].split("条")[0]) - 1] for item in json.loads(said)["items"]]


def main():
    program = sys.argv[1]
    shared = Path(os.environ.get("CHENGJIE_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    path = Path(sys.argv[2]) if len(sys.argv) > 2 else shared / "data/policies/policies_zct_2026-08.json"
    if not path.exists():
        print(f"no {path}: nothing measured")
        return
    policies = list(policies_of(json.loads(path.read_text(encoding="utf-8"))))
    groups = [group for policy in policies for group in policy["conditions"]]
    items = [item for group in groups for item in items_of(group)]
    names = [item["name"] for item in items]
    read = computed(program, names)
    matched = collections.Counter(item["autoMatch"] for item in items if item.get("autoMatch"))
    known = sum(count for field, count in matched.items() if FIELDS.get(field))
    row = lambda what, count, of: print(f"| {what} | {count} | {100 * count / of:.0f} % |")
    print(f"{len(policies)} policies, {len(items)} conditions\n\n| what | number | share |\n|---|---|---|")
    row("groups of alternatives (any of a pack), of all groups", sum(bool(g.get("anyOf")) for g in groups), len(groups))
    row("conditions that are vetoes (veto of a pack)", sum(bool(i.get("veto")) for i in items), len(items))
    row("conditions with a proof named (proof)", sum(bool(i.get("evidence")) for i in items), len(items))
    row("conditions with their clause named (source)", sum(bool(i.get("basis")) for i in items), len(items))
    row("conditions read as a comparison from their words alone", len(read), len(items))
    row("conditions the file matches by a field", sum(matched.values()), len(items))
    row("… of those, with an indicator of ours", known, sum(matched.values()))
    print("\nRead from words: " + "; ".join(read))
    print("\nFields without an indicator: " + ", ".join(f"{f} {n}" for f, n in matched.most_common() if not FIELDS.get(f)))


if __name__ == "__main__":
    main()
