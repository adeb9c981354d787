import { assert, type Uuid, ZERO_UUID } from '@odradek/base';
import type {
  PartitionChangeRecord,
  PartitionRecord,
  RemoveTopicRecord,
  TopicRecord,
} from '@odradek/protocol/messages/cluster-metadata';

/** Kafka's `LeaderConstants.NO_LEADER_CHANGE`. */
const NO_LEADER_CHANGE = -2;

/** What the cluster knows of one partition. */
export interface PartitionImage {
  readonly index: number;
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** The id of the log directory of each replica; see `directoryOfReplica`. */
  readonly directories: readonly Uuid[];
}

/**
 * The log directory that a broker has its replica of a partition in; `undefined` if it has none, or has
 * not decided yet (Kafka's `DirectoryId.UNASSIGNED`).
 */
export function directoryOfReplica(partition: PartitionImage, brokerId: number): Uuid | undefined {
  const id = partition.directories[partition.replicas.indexOf(brokerId)];
  return id === ZERO_UUID ? undefined : id;
}

/** What the cluster knows of one topic. Partitions stand at their index. */
export interface TopicImage {
  readonly name: string;
  readonly topicId: Uuid;
  readonly partitions: readonly PartitionImage[];
}

interface MutableTopic extends TopicImage {
  readonly partitions: PartitionImage[];
}

/** The topics of the cluster. Only `replay…` changes it. */
export class TopicsImage {
  private readonly byName = new Map<string, MutableTopic>();
  private readonly byId = new Map<Uuid, MutableTopic>();
  /** The partition that was replayed last: most are where it is, and share its arrays. */
  private last: PartitionImage | undefined;

  /** All topics, in the order in which they were created. */
  all(): Iterable<TopicImage> {
    return this.byName.values();
  }

  topic(name: string): TopicImage | undefined {
    return this.byName.get(name);
  }

  topicById(topicId: Uuid): TopicImage | undefined {
    return this.byId.get(topicId);
  }

  /** Answers the new topic, which has no partitions yet. */
  replayTopic(record: TopicRecord): TopicImage {
    assert(!this.byName.has(record.name), `topic ${record.name} is created once`);
    const topic: MutableTopic = { name: record.name, topicId: record.topicId, partitions: [] };
    this.byName.set(topic.name, topic);
    this.byId.set(topic.topicId, topic);
    return topic;
  }

  /** Answers the topic of the partition. */
  replayPartition(record: PartitionRecord): TopicImage {
    const topic = this.byId.get(record.topicId);
    assert(topic !== undefined, `partition ${record.partitionId} belongs to a known topic`);
    const replicas = shared(this.last?.replicas, record.replicas);
    this.last = {
      index: record.partitionId,
      leader: record.leader,
      leaderEpoch: record.leaderEpoch,
      replicas,
      isr: shared(replicas, record.isr),
      directories: shared(this.last?.directories, record.directories),
    };
    topic.partitions[record.partitionId] = this.last;
    return topic;
  }

  /**
   * Answers the topic of the partition. As Kafka's `PartitionRegistration.merge`: what the record does
   * not name stays, and every leader has a new epoch.
   */
  replayPartitionChange(record: PartitionChangeRecord): TopicImage {
    const topic = this.byId.get(record.topicId);
    const before = topic?.partitions[record.partitionId];
    assert(
      topic !== undefined && before !== undefined,
      `the changed partition ${record.topicId} ${record.partitionId} is known`,
    );
    const hasLeader = record.leader !== NO_LEADER_CHANGE;
    topic.partitions[record.partitionId] = {
      index: before.index,
      leader: hasLeader ? record.leader : before.leader,
      leaderEpoch: before.leaderEpoch + (hasLeader ? 1 : 0),
      replicas: record.replicas ?? before.replicas,
      isr: record.isr ?? before.isr,
      directories: record.directories ?? before.directories,
    };
    return topic;
  }

  /** Answers the topic as it was. */
  replayRemoveTopic(record: RemoveTopicRecord): TopicImage {
    const topic = this.byId.get(record.topicId);
    assert(topic !== undefined, `the removed topic ${record.topicId} is known`);
    this.byName.delete(topic.name);
    this.byId.delete(topic.topicId);
    return topic;
  }
}

/** `elements`, or the array that is kept already if it has the same: neither is ever changed. */
function shared<Element>(
  known: readonly Element[] | undefined,
  elements: readonly Element[],
): readonly Element[] {
  if (known === undefined || known.length !== elements.length) return elements;
  return elements.every((element, index) => element === known[index]) ? known : elements;
}
