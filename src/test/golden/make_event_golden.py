"""Prints, in hexadecimal, the event file of EventFileTest as TensorBoard's own writer makes it.

    python3 -m venv venv && venv/bin/pip install tensorboard==2.21.0
    venv/bin/python src/test/golden/make_event_golden.py
"""
import io

from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.plugins.text import summary_v2
from tensorboard.summary.writer.record_writer import RecordWriter

TIME = 1_700_000_000.5
Value = summary_pb2.Summary.Value
text = summary_v2.text_pb("generations", "caf\u00e9: **3+4=7**").value[0]
values = [Value(tag="loss", simple_value=1.25), Value(tag="learning_rate", simple_value=1e-5), text]
for event in (
    event_pb2.Event(wall_time=TIME, file_version="brain.Event:2"),
    event_pb2.Event(wall_time=TIME, step=300, summary=summary_pb2.Summary(value=values)),
):
    file = io.BytesIO()
    RecordWriter(file).write(event.SerializeToString())
    print(file.getvalue().hex())
