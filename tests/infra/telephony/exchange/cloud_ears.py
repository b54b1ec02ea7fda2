"""A queue behind a rule, streams and a bucket: what hears the exchange in the local cloud."""

import json
from dataclasses import dataclass
from typing import Any

from tests.infra.emulator import Emulator
from tests.infra.sms_standin import until

Json = dict[str, Any]


@dataclass
class Ears:
    """Of one test: its names begin with `name`."""

    emulator: Emulator
    name: str
    queue: str = ""

    def open(self) -> "Ears":
        queues, events = self.emulator.client("sqs"), self.emulator.client("events")
        self.queue = queues.create_queue(QueueName=self.name)["QueueUrl"]
        asked = queues.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])
        pattern = json.dumps({"source": ["aws.connect"]})
        events.put_rule(Name=self.name, EventPattern=pattern)
        target = {"Id": "queue", "Arn": asked["Attributes"]["QueueArn"]}
        events.put_targets(Rule=self.name, Targets=[target])
        streams = self.emulator.client("kinesis")
        for stream in ("records", "agents"):
            streams.create_stream(StreamName=f"{self.name}-{stream}", ShardCount=1)
        self.emulator.client("s3").create_bucket(
            Bucket=self.name,
            CreateBucketConfiguration={"LocationConstraint": "eu-central-1"},
        )
        return self

    def stream_arn(self, stream: str) -> str:
        told = self.emulator.client("kinesis").describe_stream(StreamName=f"{self.name}-{stream}")
        return str(told["StreamDescription"]["StreamARN"])

    def storage(self, connect: Any, instance: str) -> None:
        """Tells the instance where records, agents' events and recordings go."""
        for kind, stream in (("CONTACT_TRACE_RECORDS", "records"), ("AGENT_EVENTS", "agents")):
            connect.associate_instance_storage_config(
                InstanceId=instance,
                ResourceType=kind,
                StorageConfig={
                    "StorageType": "KINESIS_STREAM",
                    "KinesisStreamConfig": {"StreamArn": self.stream_arn(stream)},
                },
            )
        connect.associate_instance_storage_config(
            InstanceId=instance,
            ResourceType="CALL_RECORDINGS",
            StorageConfig={
                "StorageType": "S3",
                "S3Config": {
                    "BucketName": self.name,
                    "BucketPrefix": "connect/demo/CallRecordings",
                },
            },
        )

    def events(self, contact_id: str, last: str) -> list[Json]:
        """Of one contact, as they came, until there is one of the type `last`."""
        found: list[Json] = []
        queues = self.emulator.client("sqs")

        def look() -> bool:
            got = queues.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10)
            for each in got.get("Messages", []):
                found.append(json.loads(each["Body"]))
                queues.delete_message(QueueUrl=self.queue, ReceiptHandle=each["ReceiptHandle"])
            return any(
                each["detail"]["eventType"] == last and each["detail"]["contactId"] == contact_id
                for each in found
            )

        until(look)
        return [each for each in found if each["detail"]["contactId"] == contact_id]

    def records(self, stream: str, count: int) -> list[Json]:
        """All that the stream has, once it is at least so many."""
        streams, name = self.emulator.client("kinesis"), f"{self.name}-{stream}"
        shards = streams.describe_stream(StreamName=name)["StreamDescription"]["Shards"]

        def look() -> list[Json]:
            place = streams.get_shard_iterator(
                StreamName=name,
                ShardId=shards[0]["ShardId"],
                ShardIteratorType="TRIM_HORIZON",
            )["ShardIterator"]
            got = streams.get_records(ShardIterator=place)["Records"]
            return [json.loads(each["Data"]) for each in got] if len(got) >= count else []

        found: list[Json] = until(look)
        return found
