"""The benchmark of README.md in this folder: indexing beside tantivy's Python package,
and queries as whole processes. Prints Markdown.

Usage: run.py VOLUMES [WORK]

VOLUMES is a folder of JSONL files (the 20 volumes of FRUS); WORK, a scratch folder for
the enlarged collection and the indexes, default a temporary one. Needs
`cargo build --release` before, and `pip install tantivy` for the peer.
"""

import glob
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ATTACHE = os.path.join(HERE, "..", "target", "release", "attache")
COPIES = 5
RUNS = 5
QUERY_RUNS = 7


def enlarge(volumes, folder):
    """Writes every volume COPIES times, with fresh ids; returns bytes and articles."""
    os.makedirs(folder, exist_ok=True)
    articles = 0
    for copy in range(COPIES):
        for path in sorted(glob.glob(os.path.join(volumes, "*.jsonl"))):
            name = os.path.basename(path)[: -len(".jsonl")]
            with open(path, encoding="utf-8") as lines, open(os.path.join(folder, f"{name}-{copy}.jsonl"), "w", encoding="utf-8") as out:
                for line in lines:
                    record = json.loads(line)
                    record["_id"] = f"{copy}-{record['_id']}"
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                    articles += 1
    return sum(os.path.getsize(p) for p in glob.glob(os.path.join(folder, "*"))), articles


def timed(command):
    """Seconds and peak resident megabytes of a whole process."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, process.returncode


def median(values):
    return sorted(values)[len(values) // 2]


def size(folder):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(folder) for f in files)


def indexing(collection, work):
    ours, peers = os.path.join(work, "index"), os.path.join(work, "peer")
    times, peaks = {"attache": [], "tantivy-py": []}, {"attache": [], "tantivy-py": []}
    for _ in range(RUNS):
        shutil.rmtree(ours, ignore_errors=True)
        runs = {
            "attache": [ATTACHE, "--index", ours, "index", collection, "--threads", "2"],
            "tantivy-py": [sys.executable, os.path.join(HERE, "peer_tantivy.py"), collection, peers],
        }
        for name, command in runs.items():
            seconds, peak, code = timed(command)
            if code != 0:
                sys.exit(f"{name} failed with exit code {code}: {' '.join(command)}")
            times[name].append(seconds)
            peaks[name].append(peak)
    print("| indexing | median s | min–max s | peak MB | index MB |\n|---|---|---|---|---|")
    for name, folder in (("attache", ours), ("tantivy-py", peers)):
        t = times[name]
        print(f"| {name} | {median(t):.2f} | {min(t):.2f}–{max(t):.2f} | {max(peaks[name]):.0f} | {size(folder) / 1e6:.0f} |")
    ratios = [a / b for a, b in zip(times["attache"], times["tantivy-py"])]
    print(f"\nattache / tantivy-py, run by run: median {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})\n")
    return ours


def queries(index):
    with open(os.path.join(HERE, "queries.txt"), encoding="utf-8") as lines:
        asked = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    results = []
    for query in asked:
        command = [ATTACHE, "--index", index, "search", "-n", "10", "--", query]
        runs = [timed(command) for _ in range(QUERY_RUNS + 1)][1:]
        if runs[0][2] not in (0, 1):
            sys.exit(f"{query}: exit code {runs[0][2]}")
        results.append((median([r[0] for r in runs]) * 1000, max(r[1] for r in runs), query))
    results.sort()
    floor = median([timed(["true"])[0] for _ in range(50)]) * 1000
    times = [r[0] for r in results]
    print("| queries, whole process | median ms | p95 ms | max ms | peak MB |\n|---|---|---|---|---|")
    print(f"| {len(asked)} mixed, 10 articles with highlights | {median(times):.1f} | {times[int(len(times) * 0.95)]:.1f} | {times[-1]:.1f} | {max(r[1] for r in results):.0f} |")
    print(f"\nOf that {floor:.1f} ms are the start of a process that does nothing. The slowest:\n")
    for milliseconds, _, query in results[-5:][::-1]:
        print(f"- {milliseconds:.1f} ms: `{query}`")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    work = sys.argv[2] if len(sys.argv) == 3 else tempfile.mkdtemp()
    collection = os.path.join(work, "collection")
    shutil.rmtree(collection, ignore_errors=True)
    total, articles = enlarge(sys.argv[1], collection)
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.processor())
    version = subprocess.run([ATTACHE, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{version}; {model}, {os.cpu_count()} processors; {platform.system()} {platform.machine()}")
    print(f"{articles:,} articles, {total / 1e6:.0f} MB of JSONL\n")
    queries(indexing(collection, work))


if __name__ == "__main__":
    main()
