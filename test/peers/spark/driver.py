"""Runs SQL on a standalone Spark cluster with a master and two workers on loopback: one JSON object per line in, one per line out.

The cluster is stopped when the input ends, and by Linux when this process is killed. Argument: a folder for files of the cluster.
"""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import traceback

import pyspark
from pyspark.sql import SparkSession

folder = sys.argv[1]
home = os.path.dirname(pyspark.__file__)
environment = {**os.environ, "SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_DIRS": folder}
environment["SPARK_DAEMON_MEMORY"] = "256m"
# In processes as short as these, Java spends more time on optimising than it saves.
java = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
environment["SPARK_DAEMON_JAVA_OPTS"] = java
os.environ.update(environment)


def end_with_parent():
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start(role, *arguments):
    """Starts a master or worker on free ports, and returns the process and the path of its log."""
    log = os.path.join(folder, f"{role}-{len(os.listdir(folder))}.log")
    command = [os.path.join(home, "bin", "spark-class"), f"org.apache.spark.deploy.{role.lower()}.{role}"]
    command += ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", *arguments]
    with open(log, "w") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, preexec_fn=end_with_parent
        )
    return process, log


def wait_for(pattern, process, log):
    """Returns the first match of a pattern in a log that a process writes."""
    while True:
        with open(log) as file:
            text = file.read()
        match = re.search(pattern, text)
        if match:
            return match
        try:
            process.wait(0.1)
            raise RuntimeError(f"The process ended: {text}")
        except subprocess.TimeoutExpired:
            pass


def plain(value):
    return list(map(plain, value)) if isinstance(value, (list, tuple)) else value


def respond(spark, request):
    if "tables" in request:
        for table, paths in request["tables"].items():
            spark.read.parquet(*paths).createOrReplaceTempView(table)
        return {"rows": []}
    if "program" in request:
        exec(compile(request["program"], "program", "exec"), {"spark": spark})
        return {"rows": []}
    if "executors" in request:
        executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
        return {"rows": [[executors, spark.sparkContext.master]]}
    parameters = request.get("parameters")
    result = spark.sql(request["sql"], args=parameters) if parameters else spark.sql(request["sql"])
    return {"rows": [plain(row) for row in result.collect()]}


def serve(master):
    builder = SparkSession.builder.master(master).appName("runregistry")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": java,
        "spark.executor.extraJavaOptions": java,
        "spark.executor.memory": "768m",
        "spark.executor.cores": "1",
        "spark.cores.max": "2",
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": os.path.join(folder, "warehouse"),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        for line in sys.stdin:
            try:
                response = respond(spark, json.loads(line))
            except Exception:
                response = {"error": traceback.format_exc()[-4000:]}
            print(json.dumps(response), file=responses, flush=True)
    finally:
        spark.stop()


# Spark prints to the standard output.
responses = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
processes = []
try:
    master, log = start("Master")
    processes.append(master)
    url = wait_for(r"Starting Spark master at (spark://\S+)", master, log).group(1)
    for _ in range(2):
        worker = start("Worker", "--cores", "1", "--memory", "1g", "--work-dir", os.path.join(folder, "work"), url)
        processes.append(worker[0])
        wait_for("Successfully registered with master", *worker)
    serve(url)
finally:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait()
