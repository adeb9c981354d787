"""Goes through the steps of a client program and prints a line of JSON for each."""

import json
import re
import sys
import time
import traceback

from confluent_kafka import KafkaException


# After a step that changes topics or configs: Kafka answers when its controller has made the change,
# and its broker shows it a moment later.
CHANGE_SETTLES_S = 0.2
CHANGE = re.compile("(adds|alters|creates|deletes) ")


def go_through(steps):
    """Runs functions in order; the sentence of a step is the docstring of its function."""
    for step in steps:
        line = json.dumps({"step": step.__doc__, **outcome_of(step)}, default=as_json)
        print(json.dumps(without_ours(json.loads(line))))
        sys.stdout.flush()
        if CHANGE.match(step.__doc__):
            time.sleep(CHANGE_SETTLES_S)


def without_ours(value):
    """What Kafka does not have: configs with our name in front."""
    if isinstance(value, list):
        return [without_ours(item) for item in value]
    if isinstance(value, dict):
        return {
            key: without_ours(item)
            for key, item in value.items()
            if not key.startswith("odradek.")
        }
    return value


def outcome_of(step):
    """What a step returned or what the client raised; whatever else is raised is a failure."""
    try:
        return {"value": step()}
    except KafkaException as error:
        return {"error": as_json(error)}
    except Exception:
        return {"failure": traceback.format_exc()}


def as_json(value):
    """Shows what JSON has no notation for."""
    if isinstance(value, KafkaException):
        return as_json(value.args[0])
    if hasattr(value, "code") and hasattr(value, "name"):
        return {"name": value.name(), "code": value.code(), "text": value.str()}
    if isinstance(value, bytes):
        return value.decode()
    return str(value)
