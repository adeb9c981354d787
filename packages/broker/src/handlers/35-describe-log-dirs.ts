import { ErrorCode } from '@odradek/protocol';
import {
  defaultDescribeLogDirsResponse,
  defaultDescribeLogDirsResult,
  type DescribeLogDirsPartition,
  type DescribeLogDirsRequest,
  type DescribeLogDirsResponse,
  type DescribeLogDirsResult,
  type DescribeLogDirsTopic,
  readDescribeLogDirsRequest,
  writeDescribeLogDirsResponse,
} from '@odradek/protocol/messages/35-describe-log-dirs';

import type { LogDirectory } from '../log-directories/log-directories.ts';
import type { BrokerServices } from '../request/broker-services.ts';
import { defineHandler, type RequestHandler } from '../request/handler.ts';

/** The partitions of each topic that are asked for, by index. */
type AskedPartitions = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * DescribeLogDirs (KIP-113, KIP-827): each log directory with the partitions in it that were asked for
 * or all, and the room on its volume (Kafka's `ReplicaManager.describeLogDirs`). One that is offline has
 * an error and nothing else. Partitions whose logs cannot be opened are left out.
 */
export const describeLogDirs: RequestHandler = defineHandler<
  DescribeLogDirsRequest,
  DescribeLogDirsResponse
>({
  apiKey: 35,
  read: readDescribeLogDirsRequest,
  write: writeDescribeLogDirsResponse,
  handle({ request, services, respond }) {
    describeAll(services, askedPartitions(request, services)).then(
      (results) => respond({ ...defaultDescribeLogDirsResponse, results }),
      (error: unknown) => {
        // What is no KafkaError is a bug of ours, which must not be taken for an answer.
        services.report(`DescribeLogDirs failed: ${String(error)}`);
        const errorCode = ErrorCode.UNKNOWN_SERVER_ERROR;
        respond({ ...defaultDescribeLogDirsResponse, errorCode });
      },
    );
  },
});

function askedPartitions(
  { topics }: DescribeLogDirsRequest,
  { image }: BrokerServices,
): AskedPartitions {
  const asked = new Map<string, Set<number>>();
  const all = [...image.topics.all()].map(({ name, partitions }) => {
    return { topic: name, partitions: partitions.map(({ index }) => index) };
  });
  for (const { topic, partitions } of topics ?? all) {
    asked.set(topic, new Set([...(asked.get(topic) ?? []), ...partitions]));
  }
  return asked;
}

async function describeAll(
  services: BrokerServices,
  asked: AskedPartitions,
): Promise<readonly DescribeLogDirsResult[]> {
  const byPath = await describePartitions(services, asked);
  const { all } = services.logDirectories;
  return Promise.all(
    all.map((directory) => describeOne(directory, byPath.get(directory.path) ?? [], services)),
  );
}

async function describeOne(
  directory: LogDirectory,
  topics: readonly DescribeLogDirsTopic[],
  services: BrokerServices,
): Promise<DescribeLogDirsResult> {
  const { logDirectories, volumes } = services;
  const result = { ...defaultDescribeLogDirsResult, logDir: directory.path };
  if (logDirectories.errorOf(directory) !== undefined) {
    return { ...result, errorCode: ErrorCode.KAFKA_STORAGE_ERROR };
  }
  try {
    const space = await volumes.spaceOf(directory.path);
    return { ...result, topics, ...space };
  } catch (error) {
    services.report(
      `The volume of ${directory.path} cannot be asked for its size: ${String(error)}`,
    );
    // As Kafka, for which an error of the system is none of its own.
    return { ...result, errorCode: ErrorCode.UNKNOWN_SERVER_ERROR };
  }
}

/** The topics of each log directory, by its path. */
async function describePartitions(
  services: BrokerServices,
  asked: AskedPartitions,
): Promise<ReadonlyMap<string, readonly DescribeLogDirsTopic[]>> {
  const byPath = new Map<string, DescribeLogDirsTopic[]>();
  for (const [name, indexes] of asked) {
    const ofTopic = new Map<string, DescribeLogDirsPartition[]>();
    for (const index of indexes) {
      const partition = await describePartition(services, name, index);
      const path = services.logDirectories.pathOf({ topic: name, partition: index });
      if (partition === undefined || path === undefined) continue;
      ofTopic.set(path, [...(ofTopic.get(path) ?? []), partition]);
    }
    for (const [path, partitions] of ofTopic) {
      byPath.set(path, [...(byPath.get(path) ?? []), { name, partitions }]);
    }
  }
  return byPath;
}

/** `undefined` if there is no such partition here, or its log cannot be opened. */
async function describePartition(
  services: BrokerServices,
  topic: string,
  partitionIndex: number,
): Promise<DescribeLogDirsPartition | undefined> {
  const partitionSize = await logSize(services, topic, partitionIndex);
  if (partitionSize === undefined) return undefined;
  // A replica that leads is never behind its high watermark; there are no others here, nor future ones.
  return { partitionIndex, partitionSize, offsetLag: 0, isFutureKey: false };
}

/** Most logs that are not open are known well enough to be left closed. */
async function logSize(
  { replicaManager }: BrokerServices,
  topic: string,
  index: number,
): Promise<number | undefined> {
  const summary = replicaManager.unopened(topic, index)?.lazyLog.summary;
  if (summary !== undefined) return summary.size;
  await replicaManager.open(topic, index);
  const found = replicaManager.find(topic, index);
  return found.type === 'found' ? found.partition.log.size : undefined;
}
