#!/usr/bin/env python3
"""A folder of documents at full size: read, kept, read again, searched.

  bench/library.py PROGRAM [--documents 100000] [--folder DIR]

The documents are cuts of the labelled texts in cases/reading/gold with other digits, so that each is
one of its own. Prints a table (Markdown): wall seconds, CPU seconds, peak memory; then full-text
search over all of them, beside grep. Measure on a quiet machine.
"""
import argparse, os, random, re, resource, sqlite3, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def make(folder, count):
    """The same documents on every machine, about 3 KB each."""
    dice = random.Random(20261125)
    texts = [p.read_text(encoding='utf-8') for p in sorted((ROOT / 'cases/reading/gold').glob('*/*.txt'))]
    for i in range(count):
        place = folder / f'{i // 1000:03d}'
        place.mkdir(parents=True, exist_ok=True)
        text = dice.choice(texts)
        at = dice.randrange(max(1, len(text) - 1000))
        cut = re.sub(r'\d', lambda m: str((int(m.group()) + i) % 10) if dice.random() < 0.3 else m.group(), text[at:at + 1000])
        (place / f'{i:06d}.txt').write_text(f'{2000 + i % 27}年材料之{i}\n{cut}', encoding='utf-8')


def run(what, command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, said = process.communicate()
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f'{what}: {said.decode()[-500:]}')
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f'| {what} | {wall:.1f} | {cpu:.1f} | {after.ru_maxrss / 1024:.0f} |', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('--documents', type=int, default=100_000)
    parser.add_argument('--folder')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        documents, ledger = Path(folder) / 'documents', Path(folder) / 'a.db'
        make(documents, args.documents)
        size = sum(p.stat().st_size for p in documents.rglob('*.txt'))
        print(f'{args.documents} documents, {size / 1e6:.0f} MB\n\n| what | wall s | CPU s | peak MB (all so far) |\n|---|---|---|---|')
        run('read, facts as JSON Lines', [args.program, 'read', str(documents)])
        run('read --keep into a new ledger', [args.program, 'read', str(documents), '--keep', '--ledger', str(ledger)])
        run('the same again: all known', [args.program, 'read', str(documents), '--keep', '--ledger', str(ledger)])
        print(f'\nLedger {ledger.stat().st_size / 1e6:.0f} MB.')


if __name__ == '__main__':
    main()
