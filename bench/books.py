#!/usr/bin/env python3
"""Books at full size: 250,000 firms with 30 columns in and out, beside a plain SQLite load of the same rows.

  bench/books.py PROGRAM [--rows N] [--folder DIR]

Prints a table (Markdown): wall seconds, CPU seconds, peak memory, and each as a multiple of what
Python's csv and sqlite3 modules need to load the same file into one indexed table. Measure on a quiet machine.
"""
import argparse, csv, io, json, multiprocessing, os, random, resource, sqlite3, subprocess, sys, tempfile, time, zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HEADERS = ['统一社会信用代码', '单位名称', '镇街', '行业代码', '组别', '状态', '本月工业总产值(万元)', '累计工业总产值(万元)',
           '去年同期累计产值(万元)', '同比增长(%)', '工业增加值(万元)', '营业收入(万元)', '利润总额(万元)', '税金总额(万元)',
           '实缴税收(万元)', '评价税收(万元)', '平均用工人数', '综合能耗(吨标准煤)', '用电量(万千瓦时)', '用地面积(亩)',
           'R&D经费(万元)', '主导产品', '服务专员', '净利润(万元)', '资产(万元)', '负债(万元)', '成立日期',
           '注册资本(万元)', '出处文件', '出处位置']
LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]


def code_of(dice, number):
    body = '91500198MA' + ''.join(LETTERS[(number // 31 ** k) % 31] for k in range(4, -1, -1)) + dice.choice('0123456789') + 'X'
    rest = sum(LETTERS.index(c) * w for c, w in zip(body, WEIGHTS)) % 31
    return body + LETTERS[(31 - rest) % 31]


def rows_of(count):
    """The same firms on every machine; all of them invented."""
    dice = random.Random(20261125)
    for i in range(count):
        output = round(dice.lognormvariate(8, 1.5), 2)
        row = [code_of(dice, i), f'示例{i:06d}有限公司', f'镇街{i % 23}', f'{1300 + i % 3000:04d}', ('规上', '规下')[i % 2],
               ('正常', '新入')[i % 20 == 0], round(output / 12, 2), output, round(output * dice.uniform(0.7, 1.2), 2),
               round(dice.uniform(-20, 30), 1)]
        row += [round(output * dice.uniform(0.01, 1), 2) for _ in range(6)]
        row += [dice.randrange(5, 900), round(dice.uniform(1, 9e3), 2), round(dice.uniform(1, 900), 2),
                round(dice.uniform(1, 300), 2), round(output * 0.03, 2), f'产品{i % 997}', f'专员{i % 60}']
        row += [round(output * dice.uniform(0.1, 2), 2) for _ in range(3)]
        yield row + [f'{1990 + i % 30}-{1 + i % 12:02d}-{1 + i % 28:02d}', 100 + i % 9000, '统计月报', f'第{i % 40}页']


def write_csv(path, rows):
    with open(path, 'w', newline='', encoding='utf-8') as out:
        writer = csv.writer(out)
        writer.writerow(['2026年10月企业月报'])
        writer.writerow(HEADERS)
        writer.writerows(rows)


def letters(column):
    return (chr(64 + column // 26) if column >= 26 else '') + chr(65 + column % 26)


def write_xlsx(path, rows):
    """As spreadsheet programs write: texts shared, numbers in place."""
    shared, sheet = {}, io.StringIO()
    head = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet.write(f'{head}<worksheet {main}><sheetData>')

    def put(number, row):
        sheet.write(f'<row r="{number}">')
        for column, value in enumerate(row):
            at = f'{letters(column)}{number}'
            if isinstance(value, str):
                sheet.write(f'<c r="{at}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>')
            else:
                sheet.write(f'<c r="{at}"><v>{value}</v></c>')
        sheet.write('</row>')

    put(1, ['2026年10月企业月报'])
    put(2, HEADERS)
    for number, row in enumerate(rows, 3):
        put(number, row)
    sheet.write('</sheetData></worksheet>')
    office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    package = 'http://schemas.openxmlformats.org/package/2006'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', f'{head}<Types xmlns="{package}/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
                   'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        z.writestr('_rels/.rels', f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                   f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr('xl/workbook.xml', f'{head}<workbook {main} xmlns:r="{office}"><sheets>'
                   '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', f'{head}<Relationships xmlns="{package}/relationships">'
                   f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
                   f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        z.writestr('xl/worksheets/sheet1.xml', sheet.getvalue())
        z.writestr('xl/sharedStrings.xml', f'{head}<sst {main}>' + ''.join(
            f'<si><t>{escape(text)}</t></si>' for text in shared) + '</sst>')


def measured(command):
    """Wall seconds, CPU seconds, peak MB of one program."""
    began = time.monotonic()
    process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL)
    _, status, use = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f'{command}: exit {os.waitstatus_to_exitcode(status)}')
    return time.monotonic() - began, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024


PLAIN = '''
import csv, sqlite3, sys
db = sqlite3.connect(sys.argv[2])
db.execute('PRAGMA journal_mode = WAL'); db.execute('PRAGMA synchronous = FULL')
with open(sys.argv[1], newline='') as f:
    rows = csv.reader(f); next(rows); head = next(rows)
    db.execute('CREATE TABLE t (' + ','.join(f'c{i}' for i in range(len(head))) + ', PRIMARY KEY (c0, c1)) WITHOUT ROWID')
    db.executemany('INSERT INTO t VALUES (' + ','.join('?' * len(head)) + ')', rows)
db.commit()
'''
PLAIN_OUT = '''
import csv, sqlite3, sys
with open(sys.argv[2], 'w', newline='') as f:
    csv.writer(f).writerows(sqlite3.connect(sys.argv[1]).execute('SELECT * FROM t ORDER BY c0'))
'''


def make(count, table, book):
    rows = list(rows_of(count))
    write_csv(table, rows)
    write_xlsx(book, rows)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('program')
    p.add_argument('--rows', type=int, default=250_000)
    p.add_argument('--folder')
    args = p.parse_args()
    folder = Path(args.folder or tempfile.mkdtemp(prefix='chengjie-books-'))
    folder.mkdir(exist_ok=True)
    table, book = folder / 'firms.csv', folder / 'firms.xlsx'
    # In a process of its own: a child's peak memory counts from what its parent holds when it starts.
    making = multiprocessing.Process(target=make, args=(args.rows, table, book))
    making.start()
    making.join()
    for old in folder.glob('*.db*'):
        old.unlink()
    plain, ours, second = folder / 'plain.db', folder / 'ours.db', folder / 'second.db'
    at = lambda ledger: ('--ledger', ledger)
    load = measured([sys.executable, '-c', PLAIN, table, plain])
    save = measured([sys.executable, '-c', PLAIN_OUT, plain, folder / 'plain.csv'])
    print(f'{args.rows} firms, 30 columns: CSV {table.stat().st_size / 1e6:.0f} MB, XLSX {book.stat().st_size / 1e6:.0f} MB\n')
    print('| what | wall s | CPU s | peak MB | wall, of plain SQLite |\n|---|---|---|---|---|')

    def tell(what, got, base):
        print(f'| {what} | {got[0]:.2f} | {got[1]:.2f} | {got[2]:.0f} | {got[0] / base[0]:.2f} |', flush=True)

    tell('plain SQLite load of the CSV', load, load)
    run = lambda *command: measured([args.program, *command])
    tell('import CSV', run('import', table, '--as', 'enterprises', *at(ours)), load)
    tell('import the same CSV again', run('import', table, '--as', 'enterprises', *at(ours)), load)
    tell('import XLSX', run('import', book, '--as', 'enterprises', *at(second)), load)
    tell('plain SQLite to CSV', save, save)
    for kind in ('csv', 'jsonl', 'xlsx'):
        tell(f'export {kind.upper()}', run('export', 'enterprises', '--to', folder / f'out.{kind}', *at(ours)), save)
    # One firm by its key, inside the ledger: what a server does for a page.
    db = sqlite3.connect(ours)
    keys = [k for (k,) in db.execute("SELECT key FROM record WHERE kind = 'enterprises' ORDER BY random() LIMIT 2000")]
    began = time.monotonic()
    for key in keys:
        db.execute('SELECT b.text FROM record r JOIN body b ON b.id = r.body WHERE r.kind = ? AND r.key = ?',
                   ('enterprises', key)).fetchone()
    print(f'\nOne firm by key: {(time.monotonic() - began) / len(keys) * 1e6:.0f} microseconds (the same query from Python); '
          f'ledger {ours.stat().st_size / 1e6:.0f} MB, plain {plain.stat().st_size / 1e6:.0f} MB.')


if __name__ == '__main__':
    main()
