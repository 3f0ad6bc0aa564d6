#!/usr/bin/env python3
"""Runs bench/economy.cc and, in the same run, the plain numpy/scipy work each figure stands for.

    OPENBLAS_NUM_THREADS=1 /usr/bin/python3 bench/economy.py BINARY

CPU seconds of one thread. A peer's recorded CPU seconds (methods, section 3) are scaled by this run's
dgemm against the 18.5 GF/s recorded for one thread there. Needs Debian's python3-numpy, python3-scipy.
"""
import os
import re
import subprocess
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402
import scipy.linalg as sl  # noqa: E402

RECORDED_GFLOPS = 18.5


def cpu(work, rounds=1):
    start = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - start) / rounds


def ours(binary, *words):
    """CPU seconds by the name of the step."""
    text = subprocess.run([binary, *map(str, words)], check=True, capture_output=True, text=True).stdout
    sys.stderr.write(text)
    rows = re.findall(r"^(.*?)\s+wall\s+([\d.]+) s\s+CPU\s+([\d.]+) s\s+peak (\d+) MiB", text, re.M)
    return {name.strip(): float(seconds) for name, _, seconds, _ in rows}, rows, text


def table(n, rng):
    a = rng.random((n, n)) ** 4
    return a * ((0.35 + 0.35 * rng.random(n)) / a.sum(axis=0))


def whole_account(a, y, s):
    """What pymrio's calc_A, calc_L, calc_x and calc_M do."""
    x = np.linalg.solve(np.eye(len(a)) - a, y)
    z = a * x

    def work():
        coefficients = z / x
        inverse = np.linalg.inv(np.eye(len(a)) - coefficients)
        return inverse @ y, s @ inverse

    return work


def complexity(values):
    def work():
        rca = (values / values.sum(1, keepdims=True)) / (values.sum(0) / values.sum())
        m = (rca >= 1).astype(float)
        m = m[m.sum(1) > 0][:, m.sum(0) > 0]
        kc, kp = m.sum(1), m.sum(0)
        mpp = (m / kp).T @ (m / kc[:, None])
        value, vector = np.linalg.eig(mpp)
        k = vector[:, np.argsort(value.real)[-2]].real
        phi = m.T @ m / np.maximum(kp[:, None], kp)
        density = m @ phi / phi.sum(0)
        return k, density, (1 - m) @ (phi * (k / phi.sum(1))[:, None])

    return work


def shock(n, kinds, rng, steps):
    """A step a day with every order stored, as the peer keeps them."""
    a = table(n, rng)
    x = np.linalg.solve(np.eye(n) - a, 10 + 990 * rng.random(n))
    z, sector = a * x, np.arange(n) % kinds
    pick = np.eye(kinds)[sector].T
    kind = pick @ z
    t, x0 = kind / x, x / 365
    stock, orders, f = x0 * t * 90, z / 365, (x - z.sum(1)) / 365

    def work():
        nonlocal stock, orders
        for _ in range(steps):
            d = orders.sum(1) + f
            made = np.minimum(d, x0)
            need = made * t * 90 * 0.8
            with np.errstate(divide="ignore", invalid="ignore"):
                made = made * np.minimum(1, np.nanmin(np.where(need > 0, stock / need, 1), 0))
            came = pick @ (orders * (made / d)[:, None])
            used = made * t
            stock = stock + came - used
            gap = np.maximum(0, np.minimum(d, x0) * t * 90 - stock) / 60 + used
            orders = gap[sector] * (z / kind[sector])

    return work


def main(binary):
    rng = np.random.default_rng(1)
    big = rng.random((1024, 1024))
    print(f"numpy {np.__version__}\n")
    print("| what | ours, CPU s | numpy/scipy, CPU s | ratio | dgemm, GF/s | peer recorded, scaled | ratio | goal |")
    print("|---|---|---|---|---|---|---|---|")

    def row(what, mine, plain, recorded, goal):
        # Beside each row, because others' load moves what a CPU second is worth.
        gflops = 2 * 1024 ** 3 / cpu(lambda: big @ big, 4) / 1e9
        scale = RECORDED_GFLOPS / gflops
        text = [what, f"{mine:.4g}"]
        text += [f"{plain:.4g}", f"{plain / mine:.3g}"] if plain else ["-", "-"]
        text += [f"{gflops:.0f}"]
        text += [f"{recorded * scale:.4g}", f"{recorded * scale / mine:.3g}"] if recorded else ["-", "-"]
        print("| " + " | ".join(text + [goal]) + " |", flush=True)

    for n, recorded, goal, plain in ((149, 0.026, ">= 5", True), (1302, 0.44, ">= 5", True),
                                     (4200, 11.0, ">= 8", True), (9800, 74.0, ">= 25", False)):
        steps, _, _ = ours(binary, "scenario", n)
        a = table(n, rng) if plain else None
        work = whole_account(a, rng.random(n), rng.random((4, n))) if plain else None
        row(f"scenario, output multipliers, 4 accounts, n = {n:,}", max(sum(steps.values()), 1e-4),
            cpu(work, 20 if n < 500 else 1) if plain else None, recorded, goal)
        if n == 9800:
            row("one scenario alone, n = 9,800 (without the check)", steps["one scenario"], None, recorded,
                ">= 100")
    steps, _, _ = ours(binary, "inverse", 1302)
    m = np.eye(1302) - table(1302, rng)
    row("explicit inverse, n = 1,302 (plain: LAPACK getrf + getri)", steps["inverse in place"],
        cpu(lambda: sl.inv(m, check_finite=False), 3), None, "ours <= 1.1 x LAPACK")
    steps, _, _ = ours(binary, "extraction", 127)
    row("extraction of all sectors, 4 kinds, n = 127", steps["20 times extraction"] / 20, None, 1.74, ">= 100")
    for places, products, recorded, goal, plain in ((250, 1200, 3.3, ">= 50", True), (3000, 1400, 31, ">= 20", True),
                                                    (250, 5000, 106, ">= 120", False)):
        steps, _, _ = ours(binary, "complexity", f"{places}x{products}")
        values = rng.lognormal(0, 2, (places, products)) * (rng.random((places, products)) < 0.4)
        row(f"ECI, PCI, proximity, density, outlook, {places:,} x {products:,}", steps["all"],
            cpu(complexity(values)) if plain else None, recorded, goal)
    steps, _, _ = ours(binary, "ario", "31x42")
    row("shock, 31 x 42, 365 steps (numpy: 20 steps, scaled)", steps["365 steps"],
        cpu(shock(1302, 42, rng, 20)) * 365 / 20, 26.5, ">= 12")
    steps, _, _ = ours(binary, "draws", 10000)
    effects = rng.random((6, 1302))
    row("10,000 draws of demand, n = 1,302, 6 accounts", steps["draws"],
        cpu(lambda: effects @ rng.lognormal(0, 0.2, (1302, 10000))), None, "<= 0.5 s")
    steps, _, _ = ours(binary, "tables", 153)
    row("1,000 draws of the table, n = 153, each solved, lognormal", steps["lognormal"],
        cpu(lambda: [np.linalg.solve(np.eye(153) - table(153, rng), np.ones(153)) for _ in range(100)]) * 10, None, "-")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
