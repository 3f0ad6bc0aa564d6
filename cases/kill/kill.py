#!/usr/bin/env python3
"""Killed at random moments, and the disk full: the ledger opens, its log is whole, it holds all of a
table or none, and the command can be run again.

  kill.py PROGRAM [--kills N] [--full N] [--rows N] [--seed K]

Without numbers: 12 kills and 4 full disks; with CHENGJIE_LONG=1 in the environment 200 and 20.
A kill falls at a random moment of the time that the command takes when left alone. The disk is a
tmpfs of its own where this may be mounted (root), else a limit on the size of a file.
"""
import argparse, json, os, random, resource, shutil, signal, subprocess, sys, tempfile, time
from pathlib import Path

LONG = os.environ.get('CHENGJIE_LONG') == '1'


def args_of():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('program')
    p.add_argument('--kills', type=int, default=200 if LONG else 12)
    p.add_argument('--full', type=int, default=20 if LONG else 4)
    p.add_argument('--rows', type=int, default=6000)
    p.add_argument('--seed', type=int, default=20261125)
    return p.parse_args()


class Bench:
    """A ledger that holds one table already, and the commands that are tried on it."""

    def __init__(self, program, folder, rows):
        self.program, self.folder, self.rows = str(Path(program).resolve()), folder, rows
        self.base = folder / 'base.db'
        self.table = folder / 'second.csv'
        self.write_table(folder / 'first.csv', '甲', 400, 1)
        # Half of the second table restates rows of the first, so that both are at stake.
        self.write_table(self.table, '甲', rows, 2)
        self.must('import', folder / 'first.csv', '--as', 'parks', '--ledger', self.base)
        self.before = self.content(self.base)
        # The same with the second table in it: what an undo takes back and an export writes.
        self.both = folder / 'both.db'
        shutil.copy(self.base, self.both)
        self.must('import', self.table, '--as', 'parks', '--ledger', self.both)
        self.after = self.content(self.both)
        assert self.before != self.after and len(self.after) >= rows
        self.last = self.log(self.both)[-1]['change']
        self.exported = folder / 'whole.csv'
        self.must('export', 'parks', '--to', self.exported, '--ledger', self.both)

    @staticmethod
    def write_table(path, word, rows, factor):
        path.write_text('园区名称,可供地(亩),规划面积(亩),主导产业\n' + ''.join(
            f'{word}{i},{i * factor + 1},{i + 9},装备{i % 7}\n' for i in range(rows)))

    def run(self, *args, **options):
        env = {k: v for k, v in os.environ.items() if k != 'CHENGJIE_LEDGER'}
        return subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, env=env, **options)

    def must(self, *args):
        done = self.run(*args)
        if done.returncode != 0:
            raise AssertionError(f'{args}: exit {done.returncode}: {done.stderr.strip()}')
        return done

    def log(self, ledger):
        return json.loads(self.must('log', '--json', '--ledger', ledger).stdout)

    def content(self, ledger):
        out = self.folder / 'content.jsonl'
        self.must('export', 'parks', '--to', out, '--ledger', ledger)
        return sorted(out.read_text().splitlines())

    def whole(self, ledger):
        audit = json.loads(self.must('audit', '--json', '--ledger', ledger).stdout)
        assert audit['log'] == 'ok' and not audit['without_source'], audit

    # The commands: how each is run, what may be seen afterwards, and that it can be run again.
    def commands(self):
        return {'import': (self.base, lambda ledger: ('import', self.table, '--as', 'parks', '--ledger', ledger)),
                'undo': (self.both, lambda ledger: ('undo', self.last, '--ledger', ledger)),
                'export': (self.both, lambda ledger: ('export', 'parks', '--to', ledger.parent / 'out.csv', '--ledger', ledger))}

    def check(self, name, ledger, finished):
        """After something went wrong while `name` ran on this ledger."""
        self.whole(ledger)
        content = self.content(ledger)
        old, new = {'import': (self.before, self.after), 'undo': (self.after, self.before),
                    'export': (self.after, self.after)}[name]
        assert content in (old, new), f'{name}: the ledger holds part of a table ({len(content)} records)'
        if finished:
            assert content == new, f'{name} said that it was done, and it was not'
        if name == 'export':
            out = ledger.parent / 'out.csv'
            assert not out.exists() or out.read_bytes() == self.exported.read_bytes(), 'half an export'
        done = self.run(*self.commands()[name][1](ledger))
        if name == 'undo' and content == new:
            assert done.returncode == 2 and '已经撤销' in done.stderr, done.stderr
        else:
            assert done.returncode == 0, f'{name} cannot be run again: {done.stderr}'
        assert self.content(ledger) == new
        self.whole(ledger)
        return content == new


def fresh(folder, base):
    place = folder / 'try'
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(base, place / 'ledger.db')
    return place / 'ledger.db'


def kill_at(bench, command, seconds):
    """SIGKILL after so many seconds; whether the command had ended well before that."""
    env = {k: v for k, v in os.environ.items() if k != 'CHENGJIE_LEDGER'}
    process = subprocess.Popen([bench.program, *map(str, command)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, env=env)
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return False


def kills(bench, folder, count, dice):
    told = {}
    for turn in range(count):
        name = ('import', 'undo', 'export')[turn % 3]
        base, command = bench.commands()[name]
        # How long it takes left alone, now: other programs may keep the machine busy.
        if turn < 3 or turn % 30 < 3:
            ledger = fresh(folder, base)
            began = time.monotonic()
            bench.must(*command(ledger))
            told[name] = time.monotonic() - began
        ledger = fresh(folder, base)
        moment = dice.uniform(0, 1.1 * told[name])
        finished = kill_at(bench, command(ledger), moment)
        try:
            kept = bench.check(name, ledger, finished)
        except AssertionError as error:
            sys.exit(f'kill {turn} of {name} after {moment:.3f} s: {error}')
        print(f'kill {turn}: {name} at {moment:.3f} of {told[name]:.3f} s: {"all" if kept else "none"}', flush=True)


def interrupts(bench, folder, count, dice):
    """Ctrl-C: exit 2, one line that says so, and nothing of the table; or it came too late."""
    told = 0.0
    for turn in range(count):
        base, command = bench.commands()['import']
        if turn == 0:
            began = time.monotonic()
            bench.must(*command(fresh(folder, base)))
            told = time.monotonic() - began
        ledger = fresh(folder, base)
        process = subprocess.Popen([bench.program, *map(str, command(ledger))], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True)
        # Not before the program has begun: until then Ctrl-C is the system's affair.
        time.sleep(min(0.05, told / 4) + dice.uniform(0, told))
        process.send_signal(signal.SIGINT if turn % 2 == 0 else signal.SIGTERM)
        said = process.communicate()[1]
        assert process.returncode in (0, 2, -signal.SIGINT, -signal.SIGTERM), (process.returncode, said)
        if process.returncode == 2:
            assert '已中断，账本没有改动' in said, said
        kept = bench.check('import', ledger, process.returncode == 0)
        assert kept == (process.returncode == 0), 'it said one thing and did another'
        print(f'interrupt {turn}: exit {process.returncode}: {"all" if kept else "none"}', flush=True)


class Disk:
    """A small disk: a tmpfs where that may be mounted, else nothing but a limit on files."""

    def __init__(self, folder, size):
        self.place, self.size = folder / 'disk', size
        self.place.mkdir(exist_ok=True)
        self.mounted = os.geteuid() == 0 and subprocess.run(
            ['mount', '-t', 'tmpfs', '-o', f'size={size}', 'tmpfs', str(self.place)], capture_output=True).returncode == 0

    def limit(self):
        if not self.mounted:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.size))

    def close(self):
        if self.mounted:
            subprocess.run(['umount', str(self.place)], check=True)
        shutil.rmtree(self.place, ignore_errors=True)


def full_disks(bench, folder, count, dice):
    for turn in range(count):
        name = ('import', 'export', 'undo', 'import')[turn % 4]
        base, command = bench.commands()[name]
        need = bench.both.stat().st_size
        size = base.stat().st_size + 65536 + int(dice.uniform(0, 1.2 * need))
        disk = Disk(folder, size)
        try:
            ledger = disk.place / 'ledger.db'
            shutil.copy(base, ledger)
            done = bench.run(*command(ledger), preexec_fn=disk.limit)
            assert done.returncode in (0, 2), f'exit {done.returncode}: {done.stderr}'
            assert done.returncode == 0 or len(done.stderr.strip().splitlines()) == 1, done.stderr
            # As a person would: look at it where there is room, and run it again there.
            place = fresh(folder, base)
            for end in ('', '-wal'):
                if Path(f'{ledger}{end}').exists():
                    shutil.copy(f'{ledger}{end}', f'{place}{end}')
            kept = bench.check(name, place, done.returncode == 0)
            assert not list(disk.place.glob('*.making*')), 'a file in the making was left'
        except AssertionError as error:
            sys.exit(f'full disk {turn}, {name}, {size} bytes: {error}')
        finally:
            disk.close()
        print(f'full disk {turn}: {name}, {"tmpfs" if disk.mounted else "limit"} of {size} bytes, '
              f'exit {done.returncode}: {"all" if kept else "none"}', flush=True)


def main():
    args = args_of()
    folder = Path(tempfile.mkdtemp(prefix='chengjie-kill-'))
    try:
        bench = Bench(args.program, folder, args.rows)
        dice = random.Random(args.seed)
        kills(bench, folder, args.kills, dice)
        interrupts(bench, folder, max(args.kills // 3, 1), dice)
        full_disks(bench, folder, args.full, dice)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f'{args.kills} kills and {args.full} full disks: nothing lost, nothing half done')


if __name__ == '__main__':
    main()
