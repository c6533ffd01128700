"""A night of Switchback in Airflow 3: a stage a task, each with the settings of Spark that it needs, then the report is published.

Needs the providers apache-spark and standard, a connection spark_default whose master is YARN, and Switchback on the machine
that runs the tasks. Where Switchback, its settings, runs and reports are is read from the environment of Airflow's processes,
or put in here; so are hours.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.common.compat.sdk import AirflowException, AirflowFailException
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

HOME = os.environ.get("SWITCHBACK_HOME", "/opt/switchback")
CONF = os.environ.get("SWITCHBACK_CONF", f"{HOME}/conf/countdown-small.conf")
RUNS = os.environ.get("SWITCHBACK_RUNS", "hdfs:///runs")
PUBLISHED = os.environ.get("SWITCHBACK_PUBLISHED", "/var/www/switchback")

# The date of the schedule, not of the attempt: a retry after midnight goes on with the same run. A run that is started
# by hand needs a logical date.
NIGHT = "{{ ds_nodash }}"
NAME = f"{Path(CONF).stem}-{NIGHT}"

CPU = {"properties_file": os.environ.get("SWITCHBACK_SPARK_CPU", f"{HOME}/conf/spark/yarn-cpu.properties")}
GPU = {
    "properties_file": os.environ.get("SWITCHBACK_SPARK_GPU", f"{HOME}/conf/spark/yarn-gpu.properties"),
    # The file names it from Switchback's folder, which is not that of Airflow's tasks.
    "conf": {"spark.yarn.dist.files": f"{HOME}/jobs/gpu-addresses"},
}
STAGES = {
    "generate": CPU,
    "train": GPU,
    "grpo": GPU,
    "sample": GPU,
    "evaluate": CPU,
    "report": CPU,
}


class StageOperator(SparkSubmitOperator):
    """Submits a stage. Exit codes 2 and 3 say what a person has to put right: such a task fails, and is not tried again."""

    def execute(self, context):
        try:
            super().execute(context)
        except AirflowException as failed:
            if re.search(r"Error code is: [23]\b", str(failed)):
                raise AirflowFailException(str(failed)) from failed
            raise


with DAG(
    dag_id="switchback_nightly",
    description="New problems, models and a report, each night with another seed",
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    # Missed nights are not made up for, and no night starts while one is going on.
    catchup=False,
    max_active_runs=1,
    # A task that is tried again goes on where it was. A driver that Airflow has lost sight of holds the run's lock:
    # the attempt beside it ends at once, with exit code 1, and the next one goes on.
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
    tags=["switchback"],
):
    before = None
    for stage, settings in STAGES.items():
        task = StageOperator(
            task_id=stage,
            name=f"switchback {stage} {NIGHT}",
            application=f"{HOME}/target/switchback-0.1.0.jar",
            java_class="dev.switchback.cli.Main",
            application_args=[stage, CONF]
            + ["--set", f"runs={RUNS}"]
            + ["--set", f"name={NAME}"]
            + ["--set", f"seed={NIGHT}"],
            **settings,
        )
        if before is not None:
            before >> task
        before = task
    before >> BashOperator(
        task_id="publish",
        bash_command=f"{HOME}/jobs/schedules/publish {RUNS} {NAME} {PUBLISHED}",
    )
