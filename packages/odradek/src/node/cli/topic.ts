import type { Admin } from '@odradek/client/node';

import type { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import type { Attempt } from '../../cli/command-line/outcome.ts';
import { parseAlterTopics, TOPIC_ALTER } from '../../cli/topic/alter-topics.ts';
import { parseCreateTopics, TOPIC_CREATE } from '../../cli/topic/create-topics.ts';
import { parseDeleteTopics, TOPIC_DELETE } from '../../cli/topic/delete-topics.ts';
import {
  describeTopicsText,
  parseDescribeTopics,
  TOPIC_DESCRIBE,
} from '../../cli/topic/describe-topics.ts';
import { parseListTopics, TOPIC_LIST, topicListText } from '../../cli/topic/list-topics.ts';
import { printText } from './print-text.ts';
import { reportOutcomes } from './report-outcomes.ts';
import { runSubcommand, type Subcommand } from './subcommands.ts';
import { readTopicDetails } from './topic-details.ts';

const COMMANDS: ReadonlyMap<string, Subcommand> = new Map([
  ['create', { command: TOPIC_CREATE, prepare: createTopics }],
  ['list', { command: TOPIC_LIST, prepare: listTopics }],
  ['describe', { command: TOPIC_DESCRIBE, prepare: describeTopics }],
  ['alter', { command: TOPIC_ALTER, prepare: alterTopics }],
  ['delete', { command: TOPIC_DELETE, prepare: deleteTopics }],
]);

/** `odradek topic create|list|describe|alter|delete`. */
export function runTopic(args: readonly string[]): Promise<void> {
  return runSubcommand('topic', COMMANDS, args);
}

function createTopics(args: CommandArguments) {
  const { topics, ifNotExists } = parseCreateTopics(args);
  const exists = { code: 'TOPIC_ALREADY_EXISTS', text: 'exists already' };
  return async (admin: Admin): Promise<void> => {
    const attempt: Attempt = {
      kind: 'topic',
      done: 'Created',
      attempted: 'create',
      ...(ifNotExists ? { tolerated: exists } : {}),
    };
    reportOutcomes(await admin.createTopics(topics), attempt);
  };
}

function deleteTopics(args: CommandArguments) {
  const { names, ifExists } = parseDeleteTopics(args);
  const missing = { code: 'UNKNOWN_TOPIC_OR_PARTITION', text: 'does not exist' };
  return async (admin: Admin): Promise<void> => {
    const attempt: Attempt = {
      kind: 'topic',
      done: 'Deleted',
      attempted: 'delete',
      ...(ifExists ? { tolerated: missing } : {}),
    };
    reportOutcomes(await admin.deleteTopics(names), attempt);
  };
}

function alterTopics(args: CommandArguments) {
  const { names, partitions, configs } = parseAlterTopics(args);
  return async (admin: Admin): Promise<void> => {
    if (configs.length > 0) {
      const resources = names.map((name) => ({ type: 'topic', name, changes: configs }) as const);
      const altered = await admin.incrementalAlterConfigs(resources);
      reportOutcomes(altered, {
        kind: 'topic',
        done: 'Altered configs of',
        attempted: 'alter configs of',
      });
    }
    if (partitions !== undefined) {
      const topics = names.map((name) => ({ name, count: partitions }));
      const grown = await admin.createPartitions(topics);
      reportOutcomes(grown, {
        kind: 'topic',
        done: 'Added partitions to',
        attempted: 'add partitions to',
      });
    }
  };
}

function listTopics(args: CommandArguments) {
  const options = parseListTopics(args);
  return async (admin: Admin): Promise<void> =>
    printText(topicListText(await admin.listTopics(options)));
}

function describeTopics(args: CommandArguments) {
  const request = parseDescribeTopics(args);
  return async (admin: Admin): Promise<void> => {
    const { found, missing } = await readTopicDetails(admin, request);
    await printText(describeTopicsText(found));
    reportOutcomes(missing, { kind: 'topic', done: 'Described', attempted: 'describe' });
  };
}
