"""The Spark job in local mode against `nianbao archive`, with one task killed on the way.

    NIANBAO=.build/release/nianbao SYNTHETIC=.build/release/synthetic-archive python3 -m pytest integrations/spark

Needs pyspark and pyarrow (PyPI) and Java 17; skips without them.
"""
import csv
import os
import signal
import subprocess
import threading
import time

import pytest

pyspark = pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

from pyspark.sql import SparkSession  # noqa: E402

import nianbao_spark  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NIANBAO = os.path.abspath(os.environ.get("NIANBAO", os.path.join(ROOT, ".build/release/nianbao")))
SYNTHETIC = os.path.abspath(os.environ.get("SYNTHETIC", os.path.join(ROOT, ".build/release/synthetic-archive")))
FILES = int(os.environ.get("FILES", "2000"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    if not (os.path.exists(NIANBAO) and os.path.exists(SYNTHETIC)):
        pytest.skip("build with `swift build -c release` first")
    folder = tmp_path_factory.mktemp("archive")
    subprocess.run([SYNTHETIC, str(folder), str(FILES), "11"], check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([NIANBAO, "archive", str(folder / "files"), "-o", str(folder / "out"), "--progress", "none"], stderr=subprocess.DEVNULL)
    assert done.returncode in (0, 1)
    return folder


@pytest.fixture(scope="module")
def spark():
    # One retry, as on a cluster: local mode gives none by itself.
    session = SparkSession.builder.master("local[2,4]").appName("test").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def kill_one_python_worker(stop):
    """Ends one of Spark's own Python processes while it works: a lost task."""
    while not stop.is_set():
        found = subprocess.run(["pgrep", "-f", "pyspark.daemon"], capture_output=True, text=True).stdout.split()
        workers = subprocess.run(["pgrep", "-x", "nianbao"], capture_output=True, text=True).stdout.split()
        if workers and len(found) > 1:
            time.sleep(0.5)
            try:
                os.kill(int(found[-1]), signal.SIGKILL)
                stop.killed = True
            except ProcessLookupError:
                continue
            return
        time.sleep(0.05)


def test_the_job_gives_the_figures_of_the_command(archive, spark):
    stop = threading.Event()
    stop.killed = False
    killer = threading.Thread(target=kill_one_python_worker, args=(stop,), daemon=True)
    killer.start()
    out = archive / "spark"
    sources, figures = nianbao_spark.normalise(spark, [str(archive / "files")], str(out), NIANBAO, partitions=16)
    stop.set()
    killer.join()
    assert stop.killed, "no task was killed on the way"

    frame = spark.read.parquet(str(out / "figures"))
    ours = sorted(
        (row["organ"], row["year"], *(row[name] for name in nianbao_spark.FIGURE_COLUMNS[2:])) for row in frame.collect()
    )
    with open(archive / "out/figures.csv", newline="", encoding="utf-8") as file:
        theirs = sorted(
            (row["organ"], int(row["year"] or 0), *(row[name] for name in nianbao_spark.FIGURE_COLUMNS[2:])) for row in csv.DictReader(file)
        )
    assert figures == len(theirs)
    assert ours == theirs

    catalogue = spark.read.parquet(str(out / "sources")).collect()
    assert len(catalogue) == sources
    assert len({row["path"] for row in catalogue}) == sources


def test_a_worker_that_ends_costs_one_file(tmp_path):
    script = tmp_path / "moody"
    script.write_text(f'#!/bin/bash\nwhile IFS= read -r line; do case "$line" in *crash*) kill -9 $$;; *) printf "%s\\n" "$line" | {NIANBAO} "$@";; esac; done\n')
    script.chmod(0o755)
    for name in ("a.txt", "crash.txt", "z.txt"):
        (tmp_path / name).write_text("会议通知\n")
    rows = [row for row, _ in nianbao_spark.convert([os.fsencode(tmp_path / n) for n in ("a.txt", "crash.txt", "z.txt")], str(script))]
    assert [row["outcome"] for row in rows] == ["not_report", "quarantined", "not_report"]


def test_each_report_of_a_file_has_its_own_figures(tmp_path):
    texts = [open(os.path.join(ROOT, "Samples", name, "report.txt"), encoding="utf-8").read() for name in ("county-2019", "city-2023")]
    file = tmp_path / "全部.txt"
    file.write_text("\n\n".join(texts), encoding="utf-8")
    [(source, reports)] = nianbao_spark.convert([os.fsencode(file)], NIANBAO)
    assert source["outcome"] == "report" and source["reports"] == 2
    assert [(row["number"], row["year"]) for row, _ in reports] == [(1, 2019), (2, 2023)]
    for row, figures in reports:
        assert {figure["year"] for figure in figures} == {row["year"]}
        assert len(figures) == sum(row[name] for name in ("reported", "blank", "not_applicable", "invalid", "missing"))


def test_names_of_chinese_windows_are_shown_as_the_command_shows_them():
    assert nianbao_spark.readable("打包.zip".encode() + b"!/" + "年报.doc".encode("gbk")) == "打包.zip!/年报.doc"
    assert nianbao_spark.readable(b"a\xff%") == "a%FF%25"
