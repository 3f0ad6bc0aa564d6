#!/usr/bin/env python3
"""`chengjie read` and `chengjie review` from outside: each clause of their contract, with documents
made here.

  check_read.py PROGRAM     PROGRAM is the built chengjie; run from the repository root
"""
import io, json, os, shutil, signal, subprocess, sys, tempfile, time, unittest, zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.argv.pop(1)).resolve()) if len(sys.argv) > 1 else str(ROOT / 'build/release/chengjie')
NEWS = '2024年，东湖区规上工业产值312亿元，同比增长8.5%。东湖区高新技术企业418家。'


def run(*args, stdin=None):
    env = dict(os.environ)
    env.pop('CHENGJIE_LEDGER', None)
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, input=stdin, env=env, cwd=ROOT)


def docx(*paragraphs, extra=''):
    body = ''.join(f'<w:p><w:r><w:t>{p}</w:t></w:r></w:p>' for p in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('word/document.xml', f'<w:document xmlns:w="w"><w:body>{body}{extra}</w:body></w:document>')
    return out.getvalue()


def rows(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix='chengjie-read-'))
        self.ledger = self.folder / 'l.db'

    def tearDown(self):
        shutil.rmtree(self.folder)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def good(self, *args, stdin=None):
        done = run(*args, stdin=stdin)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def bad(self, *args, tells, stdin=None, stdout=''):
        done = run(*args, stdin=stdin)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        self.assertIn(tells, done.stderr)
        if stdout is not None:
            self.assertEqual(done.stdout, stdout)
        return done

    def keep(self, *args):
        return self.good('read', *args, '--keep', '--ledger', self.ledger)

    def facts(self):
        out = self.folder / 'facts.jsonl'
        self.good('export', 'facts', '--to', out, '--ledger', self.ledger)
        return [json.loads(line) for line in out.read_text().splitlines()]

    def source(self, mark):
        return json.loads(self.good('source', mark, '--ledger', self.ledger, '--json').stdout)


class Formats(Case):
    def same_facts(self, path):
        """The figures of NEWS, whatever the format."""
        found = {(f['value'], f['unit']) for f in rows(self.good('read', path))}
        self.assertLessEqual({(31_200_000_000, 'CNY'), (8.5, 'percent'), (418, 'count')}, found)

    def test_kind_is_found_from_content_not_name(self):
        html = f'<html><script>var a = "产值999亿元";</script><body><p>{NEWS}</p></body></html>'
        for name, content in (('a.pdf', NEWS), ('b.txt', html), ('c.html', docx('东湖区2024年', NEWS)),
                              ('d', html.encode('gb18030')), ('e.docx', NEWS.encode('utf-16'))):
            with self.subTest(name):
                self.same_facts(self.file(name, content))

    def test_offsets_are_into_the_kept_text(self):
        path = self.file('a.docx', docx('东湖区2024年工作', NEWS))
        fact = next(f for f in rows(self.keep(path)) if f['unit'] == 'CNY')
        source = self.source(fact['mark'])
        self.assertEqual((source['document'], source['offset']), ('a.docx', fact['offset']))
        self.assertIn('312亿元', source['clause'])
        self.assertIn('page', source)
        audit = json.loads(self.good('audit', '--ledger', self.ledger, '--json').stdout)
        self.assertEqual(audit['without_source'], [])

    def test_pdf_of_a_browser(self):
        chromium = shutil.which('chromium')
        fonts = subprocess.run(['fc-list', ':lang=zh'], capture_output=True, text=True).stdout if shutil.which('fc-list') else ''
        if chromium is None or not fonts:
            self.skipTest('chromium with a Chinese font is not there')
        columns = ''.join(f'<p>{NEWS}第{i}段说明东湖区承接产业转移的进展，园区建设有序推进，企业服务不断改善。</p>' for i in range(60))
        # The browser itself puts the title and the address on every page, and its number.
        page = self.file('page.html', f'''<html><head><meta charset=utf-8><title>内部资料99项</title><style>@page{{size:A4;margin:20mm}}
          body{{font-size:10.5pt}} .c{{columns:3;column-gap:8mm;text-align:justify}} p{{text-indent:2em;margin:0}}</style></head>
          <body><h1>东湖区加快承接产业转移</h1><div class=c>{columns}</div></body></html>''')
        paper = self.folder / 'paper.pdf'
        subprocess.run([chromium, '--headless', '--no-sandbox', '--disable-gpu', f'--print-to-pdf={paper}', page],
                       capture_output=True, timeout=120)
        if not paper.exists():
            self.skipTest('chromium printed nothing')
        facts = rows(self.keep(paper))
        self.assertEqual(sum(f['value'] == 31_200_000_000 for f in facts), 60)
        self.assertEqual(sum(f['unit'] == 'count' and f['value'] == 418 for f in facts), 60)
        self.assertFalse([f for f in facts if '内部资料' in f['evidence'] or 'page.html' in f['evidence']])
        pages = set()
        for fact in (facts[0], facts[-1]):
            source = self.source(fact['mark'])
            pages.add(source['page'])
            left, top, right, bottom = source['box']
            self.assertTrue(0 < left < right < 596 and 0 < top < bottom < 843, source['box'])
        self.assertGreater(len(pages), 1)

    def test_hostile_documents_end_with_one_line(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('word/document.xml', b'<w:document><w:body><w:p><w:r><w:t>' + b'a' * (300 << 20))
        for name, content, tells in (
                ('cut.docx', docx(NEWS)[:100], '损坏'), ('bomb.docx', bomb.getvalue(), '过大'),
                ('deep.docx', docx(extra='<w:p>' * 3000), '嵌套'), ('deep.html', '<html>' + '<div>' * 3000, '嵌套'),
                ('cut.pdf', b'%PDF-1.7\n1 0 obj\n<<', '损坏'), ('empty.docx', docx(), '没有文字'),
                ('old.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + 'WordDocument'.encode('utf-16-le'), 'docx')):
            with self.subTest(name):
                self.bad('read', self.file(name, content), tells=tells)


class Batches(Case):
    def test_doc_is_the_name_or_the_path_below_the_folder(self):
        path = self.file('d/sub/b.txt', NEWS)
        self.file('d/.hidden/c.txt', NEWS)
        self.assertEqual({f['doc'] for f in rows(self.good('read', self.folder / 'd'))}, {'sub/b.txt'})
        self.assertEqual({f['doc'] for f in rows(self.good('read', path))}, {'b.txt'})

    def test_one_unreadable_file_writes_nothing(self):
        self.bad('read', self.file('x.txt', b''), '--keep', '--ledger', self.ledger, tells='x.txt')
        self.assertFalse(self.ledger.exists())

    def test_of_several_the_others_are_read_and_kept(self):
        for name in 'ace':
            self.file(f'd/{name}.txt', NEWS.replace('312', str(300 + ord(name))))
        self.file('d/b.txt', b'')
        self.file('d/d.pdf', b'%PDF-1.4 nothing')
        done = run('read', self.folder / 'd', '--keep', '--ledger', self.ledger)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.strip().splitlines()), 2, done.stderr)
        self.assertIn('b.txt', done.stderr)
        self.assertIn('d.pdf', done.stderr)
        self.assertEqual({f['doc'] for f in rows(done)}, {'a.txt', 'c.txt', 'e.txt'})
        self.assertEqual({f['_origin']['file'] for f in self.facts()}, {'a.txt', 'c.txt', 'e.txt'})

    def test_any_number_of_threads_gives_the_same_lines(self):
        for i in range(40):
            self.file(f'd/{i:02}.txt', NEWS.replace('312', str(300 + i)) * (1 + i % 5))
        one = self.good('read', self.folder / 'd', '--threads', '1').stdout
        self.assertEqual(self.good('read', self.folder / 'd', '--threads', '5').stdout, one)

    def test_known_documents_of_a_folder_are_skipped(self):
        self.file('d/a.txt', NEWS)
        self.assertTrue(rows(self.keep(self.folder / 'd')))
        self.file('d/b.txt', NEWS.replace('312', '399'))
        self.assertEqual({f['doc'] for f in rows(self.keep(self.folder / 'd'))}, {'b.txt'})
        self.assertEqual({f['doc'] for f in rows(self.keep(self.folder / 'd', '--again'))}, {'a.txt', 'b.txt'})
        self.assertTrue(rows(self.keep(self.folder / 'd/a.txt')), 'a file that is named is read')

    def test_interrupt_and_go_on(self):
        for i in range(3000):
            self.file(f'd/{i:04}.txt', NEWS.replace('312', str(1000 + i)) * 20)
        arguments = [PROGRAM, 'read', self.folder / 'd', '--keep', '--ledger', self.ledger]
        lines = self.folder / 'lines'
        with lines.open('w') as out:
            process = subprocess.Popen(arguments, stdout=out, stderr=subprocess.PIPE, text=True)
            while process.poll() is None and lines.stat().st_size == 0:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=120)
        if process.returncode == 0:
            self.skipTest('all was read before the signal came')
        self.assertEqual(process.returncode, 2)
        self.assertIn('按要求停下', err)
        first = {json.loads(line)['doc'] for line in lines.read_text().splitlines()}
        self.assertLess(len(first), 3000)
        second = {f['doc'] for f in rows(self.keep(self.folder / 'd'))}
        self.assertFalse((first - {'0000.txt'}) & second)
        self.assertEqual(len({f['_origin']['file'] for f in self.facts()}), 3000)


class Stdin(Case):
    def test_paths_and_objects(self):
        path = self.file('a.txt', NEWS)
        lines = [str(path), '', json.dumps({'name': 'b', 'text': NEWS}), json.dumps({'doc': 'c', 'text': NEWS, 'date': '2024-05-01'})]
        done = self.good('read', '--stdin', stdin='\n'.join(lines))
        self.assertEqual([f['doc'] for f in rows(done)], sorted(f['doc'] for f in rows(done)))
        self.assertEqual({f['doc'] for f in rows(done)}, {'a.txt', 'b', 'c'})

    def test_bad_lines_are_named_and_the_rest_is_read(self):
        lines = ['{"text": 3}', '{"text": "', str(self.folder / 'none.txt'), 'x' * ((16 << 20) + 1), json.dumps({'doc': 'z', 'text': NEWS})]
        done = run('read', '--stdin', stdin='\n'.join(lines) + '\n')
        self.assertEqual(done.returncode, 2)
        errors = done.stderr.strip().splitlines()
        self.assertEqual(len(errors), 4, done.stderr[:2000])
        self.assertIn('标准输入:1', errors[0])
        self.assertIn('标准输入:2', errors[1])
        self.assertIn('none.txt', errors[2])
        self.assertIn('标准输入:4', errors[3])
        self.assertIn('16 MiB', errors[3])
        self.assertEqual({f['doc'] for f in rows(done)}, {'z'})

    def test_each_document_comes_out_before_the_next_goes_in(self):
        process = subprocess.Popen([PROGRAM, 'read', '--stdin'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        for name in ('one', 'two'):
            process.stdin.write(json.dumps({'doc': name, 'text': '2024年，东湖区规上工业产值312亿元。'}) + '\n')
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())['doc'], name)
        process.stdin.close()
        self.assertEqual(process.wait(timeout=60), 0)
        process.stdout.close()


class Versions(Case):
    def test_same_bytes_are_one_document(self):
        self.keep(self.file('a.txt', NEWS))
        before = self.facts()
        done = self.keep(self.file('copy.txt', NEWS))
        self.assertIn('别名', done.stderr)
        self.assertEqual(self.facts(), before)
        documents = self.folder / 'documents.jsonl'
        self.good('export', 'documents', '--to', documents, '--ledger', self.ledger)
        (document,) = map(json.loads, documents.read_text().splitlines())
        self.assertEqual((document['name'], document['aliases']), ('a.txt', ['copy.txt']))

    def test_a_corrected_file_takes_the_place_of_the_old(self):
        old = next(f for f in rows(self.keep(self.file('a.txt', NEWS))) if f['unit'] == 'CNY')
        done = self.keep(self.file('a.txt', NEWS.replace('312', '321')))
        self.assertIn('新版本', done.stderr)
        values = [f['value'] for f in self.facts() if f.get('value_unit') == 'CNY']
        self.assertEqual(values, [32_100_000_000])
        history = self.good('history', f'facts/{old["mark"]}', '--ledger', self.ledger, '--json')
        self.assertIn('31200000000', history.stdout)
        self.good('audit', '--ledger', self.ledger)
        self.keep(self.file('a.txt', NEWS))  # and back
        values = [f['value'] for f in self.facts() if f.get('value_unit') == 'CNY']
        self.assertEqual(values, [31_200_000_000])

    def test_an_unlike_file_of_the_same_name_is_another_document(self):
        self.keep(self.file('a.txt', NEWS))
        done = self.keep(self.file('a.txt', '2023年，西山镇粮食总产量4.2万吨，常住人口3.1万人，新建高标准农田1.5万亩。'))
        self.assertIn('--replaces', done.stderr)
        self.assertTrue({'CNY', 'tonne'} <= {f.get('value_unit') for f in self.facts()})

    def test_replaces(self):
        self.keep(self.file('a.txt', NEWS))
        new = self.file('b.txt', '2024年，东湖区规上工业产值330亿元。')
        self.bad('read', new, '--keep', '--ledger', self.ledger, '--replaces', 'none.txt', tells='none.txt')
        self.bad('read', new, '--ledger', self.ledger, '--replaces', 'a.txt', tells='--replaces')
        self.keep(new, '--replaces', 'a.txt')
        self.assertEqual({f['_origin']['file'] for f in self.facts()}, {'b.txt'})


class Review(Case):
    def setUp(self):
        super().setUp()
        self.path = self.file('a.txt', NEWS)
        self.read = {f['unit']: f for f in rows(self.keep(self.path))}
        self.mark = self.read['count']['mark']

    def review(self, *args):
        done = self.good('review', *args, '--ledger', self.ledger, '--json')
        return json.loads(done.stdout)

    def fact(self, mark=None):
        return next((f for f in self.facts() if f['key'] == (mark or self.mark)), None)

    def test_list(self):
        listed = self.review('--below', '1')
        self.assertEqual(listed['count'], len(self.facts()))
        for row in listed['waiting']:
            self.assertLessEqual({'mark', 'figure', 'reasons', 'clause', 'document', 'offset', 'page'}, row.keys())
            self.assertTrue(row['reasons'])

    def test_accept(self):
        done = self.review('accept', self.mark, '--by', '李四')
        self.assertEqual((done['verdict'], done['by']), ('accepted', '李四'))
        self.assertEqual(self.fact()['confidence'], 1)
        self.assertNotIn(self.mark, [w['mark'] for w in self.review('--below', '1')['waiting']])
        self.assertEqual(self.source(self.mark)['review']['by'], '李四')

    def test_correct_survives_reading_again(self):
        self.review('correct', self.mark, '--subject', '西山区', '--value', '超420家', '--why', '原文漏字')
        for _ in range(2):
            fact = self.fact()
            self.assertEqual((fact['subject'], fact['value'], fact['value_bound'], fact['confidence']), ('西山区', 420, 'over', 1))
            again = next(f for f in rows(self.keep(self.path)) if f['mark'] == self.mark)
            self.assertEqual((again['subject'], again['value']), ('西山区', 420))
        source = self.source(self.mark)
        self.assertEqual(source['review']['read']['value'], 418)
        self.assertEqual(source['review']['why'], '原文漏字')
        self.assertIn('418家', source['clause'])
        self.good('audit', '--ledger', self.ledger)

    def test_reject_stays_and_can_be_taken_back(self):
        self.review('reject', self.mark, '--why', '不是东湖区的')
        self.assertIsNone(self.fact())
        self.assertNotIn(self.mark, [f['mark'] for f in rows(self.keep(self.path))])
        self.assertIsNone(self.fact())
        self.assertEqual(self.source(self.mark)['review']['verdict'], 'rejected')
        self.review('accept', self.mark)
        self.assertEqual(self.fact()['value'], 418)

    def test_a_correction_goes_over_to_the_next_version(self):
        self.review('correct', self.mark, '--subject', '西山区', '--why', '问过统计局')
        self.keep(self.file('a.txt', '更正：' + NEWS))
        facts = [f for f in self.facts() if f['value'] == 418]
        self.assertEqual([f['subject'] for f in facts], ['西山区'])

    def test_experience_lowers_what_is_like_a_rejected_fact(self):
        other = self.file('b.txt', '2023年，东湖区高新技术企业377家。')
        before = rows(self.good('read', other, '--ledger', self.ledger))[0]
        self.review('reject', self.mark, '--why', '口径不明')
        after = rows(self.good('read', other, '--ledger', self.ledger))[0]
        self.assertLess(after['confidence'], before['confidence'])
        self.assertEqual(rows(self.good('read', other))[0]['confidence'], before['confidence'])

    def test_bad_use(self):
        at = ('--ledger', self.ledger)
        for args, tells in ((('accept',), '没有说哪一条'), (('reject', self.mark), '没有写理由'),
                            (('correct', self.mark, '--why', 'x'), '改成什么'),
                            (('accept', self.mark, '--value', '3'), '只有 correct'),
                            (('accept', 'zzzzzzzzzzzz'), '没有这条事实'),
                            (('correct', self.mark, '--value', '很多', '--why', 'x'), '不是一个数'),
                            (('correct', self.mark, '--period', '去年', '--why', 'x'), '不是时期'),
                            (('correct', self.mark, '--kind', 'wish', '--why', 'x'), 'wish')):
            with self.subTest(tells):
                self.bad('review', *args, *at, tells=tells)
        self.assertEqual(self.fact()['value'], 418)


if __name__ == '__main__':
    unittest.main(verbosity=1)
