import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { javaSteps } from '../java-tools/java-step.ts';

const CONSOLE_CONSUMER = 'org.apache.kafka.tools.consumer.ConsoleConsumer';
const FORMATTERS = ['OffsetsMessageFormatter', 'GroupMetadataMessageFormatter'];
const JAVA_HASH_FACTOR = 31;
const PARTITIONS = 50;
const TOMBSTONE = '"value":null}';
/** Long enough to reach the end; then the tool says how many it read. */
const READ_MS = 1500;

/** What a formatter prints of a record, as far as it is looked into. */
interface StoredRecord {
  readonly value?: { readonly data: { readonly members?: { readonly memberId: string }[] } } | null;
}

/** Kafka's formatters on the partitions of `__consumer_offsets` to which groups belong. */
export function offsetsFormatterSteps(tools: KafkaTools, groups: readonly string[]): Step[] {
  const consume = javaSteps(tools, CONSOLE_CONSUMER);
  return groups.flatMap((group) =>
    FORMATTERS.map((formatter) =>
      onePerLine(
        consume(
          `prints what is stored of ${group} with ${formatter}`,
          `--topic __consumer_offsets --partition ${partitionOf(group)} --offset earliest ` +
            `--timeout-ms ${READ_MS} --formatter org.apache.kafka.tools.consumer.${formatter}`,
        ),
      ),
    ),
  );
}

/**
 * A record a line; members of groups, and tombstones that follow each other, are sorted: Kafka
 * stores them in the order of its hash tables.
 */
function onePerLine(step: Step): Step {
  return {
    ...step,
    async run(bootstrapServer) {
      const outcome = await step.run(bootstrapServer);
      const lines = outcome.stdout.replaceAll('}{"key"', '}\n{"key"').split('\n');
      return { ...outcome, stdout: withSortedTombstones(lines.map(withSortedMembers)).join('\n') };
    },
  };
}

function withSortedMembers(line: string): string {
  if (!line.startsWith('{')) return line;
  const record = JSON.parse(line) as StoredRecord;
  record.value?.data.members?.sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  return JSON.stringify(record);
}

function withSortedTombstones(lines: readonly string[]): string[] {
  const sorted: string[] = [];
  let tombstones: string[] = [];
  for (const line of lines) {
    if (line.endsWith(TOMBSTONE)) {
      tombstones.push(line);
    } else {
      sorted.push(...tombstones.toSorted(), line);
      tombstones = [];
    }
  }
  return [...sorted, ...tombstones.toSorted()];
}

/** The partition of a group, by the hash of Java's strings. */
function partitionOf(group: string): number {
  let hash = 0;
  for (let index = 0; index < group.length; index++) {
    hash = (Math.imul(hash, JAVA_HASH_FACTOR) + group.charCodeAt(index)) | 0;
  }
  return (hash & 0x7fffffff) % PARTITIONS;
}
