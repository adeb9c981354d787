import { KafkaError } from '@odradek/base';

import type { GroupReset, NewOffset } from './reset-plan.ts';

const NUMBER = /^\d+$/;
/** A field in quotes, in which two stand for one, or without; then a comma or the end. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
const NEEDS_QUOTES = /[",]/;
const COLUMNS_WITHOUT_GROUP = 3;
const COLUMNS_WITH_GROUP = 4;

/**
 * New offsets as comma separated values in the format of Kafka's tool: topic, partition and offset,
 * with the group before them if there may be several.
 */
export function offsetsFile(resets: readonly GroupReset[], isOneGroup: boolean): string {
  const lines = resets.flatMap(({ groupId, offsets }) =>
    offsets.map(({ topic, partition, offset }) =>
      [...(isOneGroup ? [] : [groupId]), topic, String(partition), String(offset)]
        .map((field) => (NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
        .join(','),
    ),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * Reads what `offsetsFile` or Kafka's tool has written: new offsets by group. Lines without a group
 * are of the only one in `groupIds`. Raises `INVALID_CONFIG` with the line that makes no sense.
 */
export function parseOffsetsFile(
  text: string,
  path: string,
  groupIds: readonly string[],
): ReadonlyMap<string, readonly NewOffset[]> {
  const byGroup = new Map<string, NewOffset[]>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const refuse = (problem: string): never => {
      throw new KafkaError(
        'INVALID_CONFIG',
        `--from-file is "${path}", of which line ${index + 1} ${problem}; write ` +
          'TOPIC,PARTITION,OFFSET or GROUP,TOPIC,PARTITION,OFFSET.',
      );
    };
    const fields = fieldsOf(line) ?? refuse('has quotes that do not fit');
    const isKnown = [COLUMNS_WITHOUT_GROUP, COLUMNS_WITH_GROUP].includes(fields.length);
    if (!isKnown) refuse(`has ${fields.length} columns`);
    if (fields.length === COLUMNS_WITHOUT_GROUP && groupIds.length !== 1) {
      refuse('names no group, though there are several');
    }
    const [offset = '', partition = '', topic = '', groupId = groupIds[0] ?? ''] =
      fields.toReversed();
    if (!isCount(partition) || !isCount(offset)) refuse(`has "${partition},${offset}" at its end`);
    const ofGroup = byGroup.get(groupId) ?? [];
    byGroup.set(groupId, ofGroup);
    ofGroup.push({ topic, partition: Number(partition), offset: Number(offset) });
  }
  return byGroup;
}

function isCount(text: string): boolean {
  return NUMBER.test(text) && Number.isSafeInteger(Number(text));
}

/** Undefined if there are quotes where none may be. */
function fieldsOf(line: string): readonly string[] | undefined {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const found = FIELD.exec(line);
    if (found === null) return undefined;
    const [, quoted, plain = '', end] = found;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') return fields;
  }
}
