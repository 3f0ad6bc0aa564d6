#!/usr/bin/env python3
"""The server under load: pages at 64 and 2,000 connections, beside slow and idle clients, a 500 MB
upload, an import while others read, kill -9 while someone writes.

  bench/server.py PROGRAM LEDGER [--seconds 10] [--table FIRMS.csv] [--kills 50]

Works on a copy of the ledger. Needs wrk. Prints a table (Markdown); on a busy machine its ratios
mean more than its seconds.
"""
import argparse, http.client, json, os, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time
from pathlib import Path

PAGES = ['/healthz', '/api/v1/overview', '/api/v1/answers/what', '/api/v1/records/parks',
         '/api/v1/records/enterprises?limit=50']


def row(what, got):
    print(f'| {what} | {got} |', flush=True)


class Server:
    def __init__(self, program, ledger, port=0):
        self.program, self.ledger = program, ledger
        self.process = subprocess.Popen([program, 'serve', '--ledger', ledger, '--port', str(port), '--log', '/dev/null'],
                                        stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r':(\d+)', line).group(1))
        self.cookie = self.csrf = None

    def login(self, name, password):
        c = self.connect()
        c.request('POST', '/api/v1/session', json.dumps({'name': name, 'password': password}),
                  {'Content-Type': 'application/json'})
        r = c.getresponse()
        body = json.loads(r.read())
        if r.status >= 300:
            sys.exit(f'login: {body}')
        self.cookie, self.csrf = r.getheader('Set-Cookie').split(';')[0], body.get('csrf', '')

    def connect(self, timeout=120):
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=timeout)

    def headers(self):
        return {'Cookie': self.cookie, 'X-CSRF-Token': self.csrf} if self.cookie else {}

    def get(self, path):
        c = self.connect()
        begun = time.perf_counter()
        c.request('GET', path, headers=self.headers())
        r = c.getresponse()
        r.read()
        return r.status, time.perf_counter() - begun

    def status(self, field):
        return int(re.search(field + r':\s+(\d+)', Path(f'/proc/{self.process.pid}/status').read_text()).group(1))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def wrk(server, path, connections, seconds):
    command = ['wrk', '-t2', f'-c{connections}', f'-d{seconds}s', '--latency', '--timeout', '10s',
               '-H', 'Accept-Encoding: gzip']
    if server.cookie:
        command += ['-H', f'Cookie: {server.cookie}']
    out = subprocess.run([*command, f'http://127.0.0.1:{server.port}{path}'], capture_output=True, text=True).stdout
    rate = re.search(r'Requests/sec:\s+([\d.]+)', out).group(1)
    p99 = re.search(r'99%\s+(\S+)', out).group(1)
    bad = ' '.join(re.findall(r'(?:Non-2xx[^\n]*|Socket errors[^\n]*)', out))
    return f'{float(rate):,.0f} requests/s, p99 {p99}' + (f' ({bad})' if bad else '')


def probes(server, path, n=40):
    times = sorted(server.get(path)[1] for _ in range(n))
    return f'median {times[n // 2] * 1000:.1f} ms, worst {times[-1] * 1000:.1f} ms'


def sockets(server, n, first=b''):
    made = []
    for _ in range(n):
        s = socket.create_connection(('127.0.0.1', server.port))
        s.sendall(first)
        made.append(s)
    return made


def pages(server, seconds):
    for path in PAGES:
        status, _ = server.get(path)
        row(f'`{path}`, 64 connections', wrk(server, path, 64, seconds) if status == 200 else f'status {status}')
    row(f'`{PAGES[1]}`, 2,000 connections', wrk(server, PAGES[1], 2000, seconds))
    row('memory after that', f'{server.status("VmRSS") / 1024:.0f} MiB, peak {server.status("VmHWM") / 1024:.0f} MiB')


def crowds(server):
    slow = sockets(server, 1000, b'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ')
    idle = sockets(server, 300)
    stop = threading.Event()

    def drip():
        while not stop.wait(1):
            for s in slow:
                try:
                    s.send(b'a')
                except OSError:
                    pass
    threading.Thread(target=drip, daemon=True).start()
    row('others beside 1,000 slow-header and 300 idle clients', probes(server, PAGES[1]))
    time.sleep(12)
    stop.set()
    gone = 0
    for s in slow:
        s.setblocking(False)
        try:
            while (data := s.recv(4096)):
                pass
            gone += 1
        except BlockingIOError:
            pass
        except OSError:
            gone += 1
    row('slow-header clients dropped by their deadline', f'{gone} of 1,000')
    for s in slow + idle:
        s.close()


def upload(server, megabytes=500):
    before = server.status('VmHWM')
    size = megabytes << 20
    s = socket.create_connection(('127.0.0.1', server.port))
    extra = ''.join(f'{k}: {v}\r\n' for k, v in server.headers().items())
    s.sendall(f'POST /api/v1/imports?kind=enterprises&name=x.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n{extra}'
              f'Content-Type: text/csv\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n'.encode())
    piece = b'\0' * (1 << 20)
    for _ in range(megabytes - 1):
        s.sendall(piece)
    after = server.status('VmHWM')
    s.close()
    row(f'peak memory while {megabytes} MB arrive', f'+{(after - before) / 1024:.1f} MiB')


def reading(server, table):
    times, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            times.append(server.get(PAGES[3])[1])
    threads = [threading.Thread(target=read, daemon=True) for _ in range(50)]
    for t in threads:
        t.start()
    begun = time.perf_counter()
    done = subprocess.run([server.program, 'import', table, '--as', 'enterprises', '--ledger', server.ledger],
                          capture_output=True)
    took = time.perf_counter() - begun
    stop.set()
    for t in threads:
        t.join(10)
    times.sort()
    row(f'import of the table (exit {done.returncode}, {took:.1f} s) while 50 users read',
        f'{len(times)} reads, p99 {times[int(len(times) * .99)] * 1000:.0f} ms')


def kills(program, ledger, account, times):
    lost = confirmed = 0
    for k in range(times):
        server = Server(program, ledger)
        server.login(*account)
        load = subprocess.Popen(['wrk', '-t1', '-c16', '-d5s', f'http://127.0.0.1:{server.port}/healthz'],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        last = []

        def write():
            try:
                while True:
                    value = len(last) + 1000 * (k + 1)
                    c = server.connect(5)
                    c.request('PUT', '/api/v1/assumptions/growth/bench', json.dumps({'value': value, 'basis': 'bench'}),
                              {**server.headers(), 'Content-Type': 'application/json'})
                    r = c.getresponse()
                    r.read()
                    if r.status < 300:
                        last.append(value)
                    else:
                        return
            except (OSError, http.client.HTTPException):
                pass
        t = threading.Thread(target=write)
        t.start()
        time.sleep(0.3 + 0.02 * (k % 20))
        server.process.kill()
        server.process.wait()
        t.join()
        load.kill()
        load.wait()
        if last:
            confirmed += len(last)
            kept = subprocess.run([program, 'history', 'assumptions/growth/bench', '--ledger', ledger], capture_output=True, text=True).stdout
            lost += str(last[-1]) not in kept
    audit = subprocess.run([program, 'audit', '--json', '--ledger', ledger], capture_output=True, text=True)
    row(f'kill -9 under load, {times} times', f'{confirmed} writes confirmed, {lost} lost, log {json.loads(audit.stdout)["log"]}')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('program')
    ap.add_argument('ledger')
    ap.add_argument('--seconds', type=int, default=10)
    ap.add_argument('--table', help='a table of firms to import while others read')
    ap.add_argument('--kills', type=int, default=0)
    a = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, 'bench.db')
        shutil.copy(a.ledger, ledger)
        account = ('bench', 'bench-password-1234')
        made = subprocess.run([a.program, 'user', 'add', account[0], '--role', 'admin', '--password-stdin', '--ledger', ledger],
                              input=account[1] + '\n', capture_output=True, text=True)
        if made.returncode:
            sys.exit(made.stderr)
        print('| what | measured |\n|---|---|')
        server = Server(a.program, ledger)
        server.login(*account)
        pages(server, a.seconds)
        crowds(server)
        upload(server)
        if a.table:
            reading(server, a.table)
        begun = time.perf_counter()
        code = server.stop()
        row('SIGTERM to the end', f'exit {code}, {time.perf_counter() - begun:.2f} s')
        if a.kills:
            kills(a.program, ledger, account, a.kills)


if __name__ == '__main__':
    main()
