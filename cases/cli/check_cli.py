#!/usr/bin/env python3
"""The program from outside: exit codes, JSON shapes, marks that open, bad input, nothing lost.

  check_cli.py PROGRAM     PROGRAM is the built chengjie; run from the repository root
"""
import json, os, re, shutil, sqlite3, subprocess, sys, tempfile, unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else str(ROOT / 'build/release/chengjie')
SHARED = Path(os.environ.get('CHENGJIE_SHARED', ROOT / '../shared'))
EXAMPLE = ROOT / 'examples/jiulongpo'
MARK = re.compile(r'\[([0-9a-z]{8,16})\]')
FIGURE_KEYS = {'value', 'unit', 'bound', 'kind', 'period', 'scope', 'mark', 'source'}
TODAY = ('--today', '2026-11-25')


def run(*args, stdin=None):
    env = dict(os.environ)
    env.pop('CHENGJIE_LEDGER', None)
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, input=stdin, env=env, cwd=ROOT)


def figures_in(value):
    """Every figure of a JSON value."""
    if isinstance(value, dict):
        if 'mark' in value and 'value' in value:
            yield value
        for inner in value.values():
            yield from figures_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures_in(inner)


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix='chengjie-cli-'))
        cls.ledger = cls.folder / 'region.db'
        for table in sorted(EXAMPLE.glob('*.csv')):
            done = run('import', table, '--as', table.stem, '--ledger', cls.ledger)
            assert done.returncode == 0, done.stderr
        done = run('read', EXAMPLE / 'notes', '--ledger', cls.ledger, '--keep')
        assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def answers(self, *args, code=0):
        done = run(*args, '--ledger', self.ledger, *TODAY, '--json')
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def bad(self, *args, tells, code=2, stdin=None):
        """One line on stderr that tells what is wrong; nothing on stdout."""
        done = run(*args, stdin=stdin)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertIn(tells, done.stderr)
        return done


class Answers(Case):
    def test_shape(self):
        for question in ('what', 'where', 'how', 'effect'):
            with self.subTest(question):
                answer = self.answers('answer', question)
                self.assertEqual(answer['question'], question)
                self.assertEqual(answer['region'], '九龙坡区')
                self.assertEqual(answer['today'], '2026-11-25')
                self.assertTrue(answer['items'])
                self.assertIsInstance(answer['lacks'], list)
                self.assertTrue(0 <= answer['assumed_share'] <= 1)
                found = list(figures_in(answer))
                self.assertTrue(found)
                for figure in found:
                    self.assertLessEqual(FIGURE_KEYS, figure.keys())
                    self.assertRegex(figure['mark'], r'^[0-9a-z]{8,16}$')
                    self.assertIn(figure['source'], ('ledger', 'document', 'derived', 'assumed'))

    def test_every_mark_of_the_page_opens(self):
        page = run('answer', '--ledger', self.ledger, *TODAY)
        self.assertEqual(page.returncode, 0, page.stderr)
        for part in ('接什么', '放哪里', '怎么留', '成效如何', '互相矛盾', '假设占'):
            self.assertIn(part, page.stdout)
        marks = sorted(set(MARK.findall(page.stdout)))
        self.assertGreater(len(marks), 30)
        for mark in marks:
            self.assert_opens(mark, set())

    def assert_opens(self, mark, seen):
        if mark in seen:
            return
        seen.add(mark)
        done = run('source', mark, '--ledger', self.ledger, '--json')
        self.assertEqual(done.returncode, 0, f'{mark}: {done.stderr}')
        source = json.loads(done.stdout)
        self.assertEqual(source['mark'], mark)
        kind = source['source']
        if kind == 'document':
            self.assertTrue(source['clause'])
            begin, end = source['offset']
            text = (EXAMPLE / 'notes' / source['document']).read_bytes()[begin:end].decode()
            self.assertIn(''.join(source['clause'].split()).strip('。'), ''.join(text.split()) + '。')
        elif kind == 'ledger':
            self.assertTrue(source['file'] and source['cell'])
        elif kind == 'assumed':
            self.assertTrue(source['basis'])
        else:
            self.assertTrue(source['formula'])
            self.assertTrue(source['inputs'])
            for inner in source['inputs'][:3]:
                self.assert_opens(inner, seen)

    def test_same_question_same_answer(self):
        self.assertEqual(self.answers('answer', 'where'), self.answers('answer', 'where', '--threads', '2'))

    def test_one_project(self):
        name = self.answers('answer', 'where')['items'][0]['id']
        self.assertEqual([i['id'] for i in self.answers('answer', 'where', '--project', name)['items']], [name])
        self.bad('answer', 'where', '--project', '没有的项目', '--ledger', self.ledger, tells='没有的项目')

    def test_placement_obeys_capacities(self):
        answer = self.answers('answer', 'where')
        self.assertEqual({i['state'] for i in answer['items']} - {'placed', 'not_placed'}, set())

    def test_conflicts(self):
        rows = self.answers('conflicts', code=1)
        kinds = {row['kind'] for row in rows}
        self.assertIn('parts_against_whole', kinds)
        self.assertIn('implied_total', kinds)
        for row in rows:
            self.assertTrue(row['sentence'])
            self.assertTrue(row['figures'])

    def test_firm(self):
        firm = self.answers('firm', '重庆志成机械有限公司')
        self.assertTrue(firm['rules'])
        for rule in firm['rules']:
            self.assertIn(rule['state'], ('met', 'not_met', 'unknown'))
            self.assertLessEqual({'pack', 'conditions', 'missing'}, rule.keys())
            # Unknown data never counts as met nor as failed.
            if rule['state'] == 'unknown':
                self.assertTrue(rule['missing'], rule['pack'])

    def test_audit(self):
        run('answer', '--ledger', self.ledger, *TODAY)
        audit = self.answers('audit')
        self.assertEqual(audit['without_source'], [])
        self.assertEqual(audit['log'], 'ok')
        self.assertGreater(audit['checked'], 500)

    def test_audit_finds_what_has_no_source(self):
        broken = self.folder / 'broken.db'
        shutil.copy(self.ledger, broken)
        with sqlite3.connect(broken) as db:
            db.execute("update blob set bytes = 'x' where name = 'parks.csv'")
        done = run('audit', '--ledger', broken, '--json')
        self.assertEqual(done.returncode, 1)
        self.assertTrue(json.loads(done.stdout)['without_source'])

    def test_assumptions_move_answers(self):
        ledger = self.folder / 'moved.db'
        shutil.copy(self.ledger, ledger)
        before = json.loads(run('answer', 'where', '--ledger', ledger, *TODAY, '--json').stdout)
        placed = [i['id'] for i in before['items'] if i['state'] == 'placed']
        for park in ('西彭园区', '九龙园区', '西部氢谷', '航空产业园', '空天信息产业园', '中国铝加工之都', '黄磏港城'):
            done = run('assume', 'set', f'parks/{park}/free_mu', '10', '--basis', '测试', '--ledger', ledger)
            self.assertEqual(done.returncode, 0, done.stderr)
        after = json.loads(run('answer', 'where', '--ledger', ledger, *TODAY, '--json').stdout)
        self.assertLess(sum(i['state'] == 'placed' for i in after['items']), len(placed))
        listed = json.loads(run('assume', 'list', '--ledger', ledger, '--json').stdout)
        row = next(r for r in listed if r['key'] == 'parks/西彭园区/free_mu')
        self.assertEqual(row['figure']['value'], 10)
        self.assertTrue(row['used_by'])
        history = json.loads(run('history', 'assumptions/parks/西彭园区/free_mu', '--ledger', ledger, '--json').stdout)
        self.assertEqual(len(history), 2)
        self.assertEqual(run('undo', history[1]['change'], '--ledger', ledger).returncode, 0)
        listed = json.loads(run('assume', 'list', '--ledger', ledger, '--json').stdout)
        self.assertEqual(next(r for r in listed if r['key'] == 'parks/西彭园区/free_mu')['figure']['value'], 1300)


class Books(Case):
    def test_the_same_table_twice_changes_nothing(self):
        before = self.answers('log')
        done = run('import', EXAMPLE / 'parks.csv', '--as', 'parks', '--ledger', self.ledger)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.answers('log'), before)

    def test_export_reads_back(self):
        for kind in ('parks', 'projects', 'enterprises', 'chains', 'indicators', 'targets'):
            out = self.folder / f'{kind}.csv'
            self.assertEqual(run('export', kind, '--to', out, '--ledger', self.ledger).returncode, 0)
            back = self.folder / f'back-{kind}.db'
            done = run('import', out, '--as', kind, '--ledger', back, '--json')
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout)['rejected'], [])
            one, two = self.folder / 'one.jsonl', self.folder / 'two.jsonl'
            run('export', kind, '--to', one, '--ledger', self.ledger)
            run('export', kind, '--to', two, '--ledger', back)

            def rows(path):
                out = []
                for line in path.read_text().splitlines():
                    row = {k: v for k, v in json.loads(line).items() if v is not None and not k.startswith('_')}
                    out.append(row)
                return out
            self.assertEqual(rows(one), rows(two), kind)

    def test_dry_run_needs_and_writes_nothing(self):
        ledger = self.folder / 'none.db'
        done = run('import', EXAMPLE / 'parks.csv', '--as', 'parks', '--dry-run', '--ledger', ledger)
        self.assertEqual(done.returncode, 0)
        self.assertFalse(ledger.exists())

    def test_rejected_rows_come_back(self):
        table = self.folder / 'bad.csv'
        table.write_text('园区名称,可供地(亩)\n甲园区,三百左右吧\n乙园区,200\n')
        done = run('import', table, '--as', 'parks', '--ledger', self.folder / 'r.db')
        self.assertEqual(done.returncode, 0)
        rejected = (self.folder / 'bad.csv.rejected.csv').read_text('utf-8-sig')
        self.assertIn('甲园区', rejected)
        self.assertNotIn('乙园区', rejected)

    def test_as_of(self):
        out = self.folder / 'old.jsonl'
        self.assertEqual(run('export', 'parks', '--to', out, '--as-of', '2000-01-01', '--ledger', self.ledger).returncode, 0)
        self.assertEqual(out.read_text(), '')


class Reading(Case):
    def test_facts_carry_their_evidence(self):
        note = self.folder / '某区要闻.txt'
        text = '某市东湖区2024年工作\n\n2024年，东湖区规上工业产值312亿元，同比增长8.5%。\n'
        note.write_text(text)
        done = run('read', note)
        self.assertEqual(done.returncode, 0, done.stderr)
        facts = [json.loads(line) for line in done.stdout.splitlines()]
        value = next(f for f in facts if f['value'] == 31_200_000_000)
        begin, end = value['offset']
        self.assertIn('312亿元', text.encode()[begin:end].decode())
        self.assertEqual(value['doc'], '某区要闻.txt')
        self.assertEqual(value['unit'], 'CNY')

    def test_gb18030(self):
        note = self.folder / 'gb.txt'
        note.write_bytes('2024年，东湖区规上工业产值312亿元。\n'.encode('gb18030'))
        fact = json.loads(run('read', note).stdout.splitlines()[0])
        begin, end = fact['offset']
        self.assertIn('312亿元', note.read_bytes()[begin:end].decode('gb18030'))

    def test_reading_twice_changes_nothing(self):
        before = self.answers('log')
        self.assertEqual(run('read', EXAMPLE / 'notes', '--ledger', self.ledger, '--keep').returncode, 0)
        self.assertEqual(self.answers('log'), before)

    def test_one_bad_file_of_several(self):
        folder = self.folder / 'mixed'
        folder.mkdir()
        (folder / 'a.txt').write_text('2024年，东湖区规上工业产值312亿元。')
        (folder / 'b.txt').write_text('')
        done = run('read', folder, '--ledger', self.folder / 'mixed.db', '--keep')
        self.assertEqual(done.returncode, 2)
        self.assertIn('b.txt', done.stderr)
        self.assertIn('312', done.stdout)

    def test_stdin(self):
        done = run('read', '--stdin', stdin=json.dumps({'doc': 'x', 'text': '2024年，东湖区规上工业产值312亿元。'}) + '\n')
        self.assertEqual(json.loads(done.stdout.splitlines()[0])['doc'], 'x')


class BadInput(Case):
    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def test_documents(self):
        self.bad('read', self.file('empty.txt', b''), tells='empty.txt')
        self.bad('read', self.file('binary.bin', bytes(range(256)) * 20), tells='binary.bin')
        self.bad('read', self.file('long.txt', '产'.encode() * (6 << 20)), tells='16 MiB')
        self.bad('read', self.folder / 'none.txt', tells='none.txt')
        self.bad('read', tells='没有说读什么')

    def test_ledgers(self):
        for name, content, tells in (('text.db', b'x' * 300, '不是账本文件'), ('short.db', b'SQLite format 3\0', '不是账本文件'),
                                     ('empty.db', b'', '空的')):
            path = self.file(name, content)
            self.bad('answer', 'what', '--ledger', path, tells=tells)
            self.assertEqual(path.read_bytes(), content)
        foreign = self.folder / 'foreign.db'
        with sqlite3.connect(foreign) as db:
            db.execute('create table t (a)')
        self.bad('answer', 'what', '--ledger', foreign, tells='别的程序')
        self.bad('answer', 'what', '--ledger', self.folder / 'absent.db', tells='没有这个账本')
        damaged = self.file('damaged.db', self.ledger.read_bytes()[:5000] + b'\xff' * 20000)
        done = run('answer', 'what', '--ledger', damaged)
        self.assertEqual(done.returncode, 2)

    def test_locked_ledger_is_left_alone(self):
        ledger = self.folder / 'locked.db'
        shutil.copy(self.ledger, ledger)
        db = sqlite3.connect(ledger, isolation_level=None)
        db.execute('begin immediate')
        self.bad('assume', 'set', 'parks/西彭园区/free_mu', '1', '--basis', 'b', '--ledger', ledger, tells='正被另一个程序写入')
        db.execute('rollback')
        db.close()

    def test_full_disk(self):
        """A ledger that may not grow: nothing of the import is in it afterwards."""
        ledger = self.folder / 'full.db'
        shutil.copy(self.ledger, ledger)
        table = self.folder / 'many.csv'
        table.write_text('园区名称,可供地(亩)\n' + ''.join(f'新园区{i},{i + 1}\n' for i in range(20000)))
        import resource

        def small():
            size = ledger.stat().st_size + 200_000
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        done = subprocess.run([PROGRAM, 'import', str(table), '--as', 'parks', '--ledger', str(ledger)],
                              capture_output=True, text=True, preexec_fn=small)
        self.assertEqual(done.returncode, 2, done.stdout[-300:])
        parks = self.folder / 'parks-after.jsonl'
        self.assertEqual(run('export', 'parks', '--to', parks, '--ledger', ledger).returncode, 0)
        self.assertNotIn('新园区', parks.read_text())
        self.assertEqual(json.loads(run('audit', '--ledger', ledger, '--json').stdout)['log'], 'ok')

    def test_questions(self):
        at = ('--ledger', self.ledger)
        self.bad('answer', 'what', '--region', '没有的区', *at, tells='没有的区')
        self.bad('answer', 'who', *at, tells='who')
        self.bad('answer', 'what', '--today', '2026-02-30', *at, tells='2026-02-30')
        self.bad('source', 'zzzzzzzzzz', *at, tells='zzzzzzzzzz')
        self.bad('firm', '没有的厂', *at, tells='没有的厂')
        self.bad('undo', '999', *at, tells='999')
        self.bad('history', 'parks', *at, tells='parks')
        self.bad('assume', 'set', 'k', 'much', '--basis', 'b', *at, tells='much')
        self.bad('import', EXAMPLE / 'parks.csv', '--as', 'gardens', *at, tells='gardens')
        self.bad('nonsense', tells='nonsense')

    def test_contradictory_rows_are_rejected(self):
        table = self.file('twice.csv', '园区名称,可供地(亩)\n甲园区,300\n甲园区,400\n'.encode())
        done = run('import', table, '--as', 'parks', '--ledger', self.folder / 't.db', '--json')
        self.assertEqual(done.returncode, 0)
        self.assertEqual([r['reason'] for r in json.loads(done.stdout)['rejected']], ['key_conflict'])

    def test_refused_tables(self):
        table = self.file('nothing.csv', b'')
        done = run('import', table, '--as', 'parks', '--ledger', self.folder / 'n.db', '--json')
        self.assertEqual(done.returncode, 2)
        self.assertEqual(json.loads(done.stdout)['refused'], 'empty_file')
        self.assertFalse((self.folder / 'n.db').exists())

    def test_output_that_cannot_be_written(self):
        done = subprocess.run(f'{PROGRAM} answer --ledger {self.ledger} > /dev/full', shell=True, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn('输出没有写完', done.stderr)

    def test_tables_alone_have_a_region(self):
        ledger = self.folder / 'tables.db'
        table = self.file('p.csv', '园区名称,所属区县,可供地(亩),剩余电力容量(kVA)\n甲园区,东湖区,300,9000\n'.encode())
        self.assertEqual(run('import', table, '--as', 'parks', '--ledger', ledger).returncode, 0)
        answer = json.loads(run('answer', 'where', '--ledger', ledger, '--json').stdout)
        self.assertEqual(answer['region'], '东湖区')

    def test_a_mark_opens_to_what_was_shown(self):
        ledger = self.folder / 'again.db'
        shutil.copy(self.ledger, ledger)
        for area in ('1300', '50'):
            run('assume', 'set', 'parks/西彭园区/free_mu', area, '--basis', '测试', '--ledger', ledger)
            answer = json.loads(run('answer', 'where', '--ledger', ledger, *TODAY, '--json').stdout)
            for figure in list(figures_in(answer['notes'])):
                source = json.loads(run('source', figure['mark'], '--ledger', ledger, '--json').stdout)
                self.assertEqual(source['figure']['value'], figure['value'], figure['indicator'])

    def test_rule_pack(self):
        pack = self.file('pack.toml', '[[pack]]\nid = "x"\nname = "x"\nall = ["no_such_thing >= 1"]\n'.encode())
        self.bad('rules', 'check', pack, tells='pack.toml:')


class FiveDocuments(Case):
    """The documents the project came from, alone (skipped where they are absent)."""

    @classmethod
    def setUpClass(cls):
        if not (SHARED / 'documents').is_dir():
            raise unittest.SkipTest(f'no documents in {SHARED}')
        cls.folder = Path(tempfile.mkdtemp(prefix='chengjie-docs-'))
        cls.ledger = cls.folder / 'mine.db'
        done = run('read', *sorted((SHARED / 'documents').glob('*.txt')), '--ledger', cls.ledger, '--keep')
        assert done.returncode == 0, done.stderr

    def test_answers_that_say_what_they_lack(self):
        for question in ('what', 'where', 'how', 'effect'):
            answer = self.answers('answer', question)
            self.assertEqual(answer['region'], '九龙坡区')
            self.assertTrue(answer['lacks'], question)

    def test_wanted_products_are_ranked(self):
        self.assertGreater(len(self.answers('answer', 'what')['items']), 20)

    def test_contradictions(self):
        rows = self.answers('conflicts', code=1)
        tiers = next(r for r in rows if r['kind'] == 'parts_against_whole')
        self.assertIn('4800', tiers['sentence'])
        self.assertIn('2100', tiers['sentence'])
        self.assertIn('重叠', tiers['sentence'])
        totals = [f['value'] for r in rows if r['kind'] == 'implied_total' for f in r['figures']]
        self.assertTrue(any(abs(v - 1007.8e8 / 0.722) < 1e8 for v in totals))

    def test_audit(self):
        audit = self.answers('audit')
        self.assertEqual(audit['without_source'], [])


if __name__ == '__main__':
    unittest.main(verbosity=1)
