import type { Option } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

const PARTITION = /^\d+$/;
const PARTITION_MAX = 2 ** 31 - 1;

/** A topic, or some of its partitions. */
export interface ChosenTopic {
  readonly topic: string;
  /** Undefined for all. */
  readonly partitions: readonly number[] | undefined;
}

/** `--topic`, as Kafka's tools read it. */
export const CHOSEN_TOPIC: Option = {
  name: 'topic',
  value: 'TOPIC[:N,...]',
  isRepeatable: true,
  about: 'a topic, or only these partitions of it',
};

/** Reads `--topic`: each topic once, with all partitions that were given for it. */
export function parseChosenTopics(args: CommandArguments): readonly ChosenTopic[] {
  const chosen = new Map<string, readonly number[] | undefined>();
  for (const text of args.texts('topic')) {
    const [topic = '', list, ...rest] = text.split(':');
    const partitions = list?.split(',').map((number) => partitionOf(number));
    if (topic === '' || rest.length > 0 || partitions?.includes(undefined) === true) {
      args.refuse('topic', text, 'write TOPIC or TOPIC:0,1,2');
    }
    const before = chosen.has(topic) ? chosen.get(topic) : [];
    const isWhole = partitions === undefined || before === undefined;
    const both = [...(before ?? []), ...(partitions ?? [])].filter((each) => each !== undefined);
    chosen.set(topic, isWhole ? undefined : [...new Set(both)]);
  }
  return [...chosen].map(([topic, partitions]) => ({ topic, partitions }));
}

function partitionOf(text: string): number | undefined {
  const partition = Number(text);
  return PARTITION.test(text) && partition <= PARTITION_MAX ? partition : undefined;
}
