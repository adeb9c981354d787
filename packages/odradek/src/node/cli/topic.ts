import { nearestName } from '@odradek/base';
import type { Admin, TopicResult } from '@odradek/client/node';

import type { Command } from '../../cli/command-line/command.ts';
import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { commandsText, helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { UsageError } from '../../cli/command-line/usage-error.ts';
import { parseAlterTopics, TOPIC_ALTER } from '../../cli/topic/alter-topics.ts';
import { parseCreateTopics, TOPIC_CREATE } from '../../cli/topic/create-topics.ts';
import { parseDeleteTopics, TOPIC_DELETE } from '../../cli/topic/delete-topics.ts';
import {
  describeTopicsText,
  parseDescribeTopics,
  TOPIC_DESCRIBE,
} from '../../cli/topic/describe-topics.ts';
import { parseListTopics, TOPIC_LIST, topicListText } from '../../cli/topic/list-topics.ts';
import { type TopicAttempt, topicOutcome } from '../../cli/topic/topic-outcome.ts';
import { reachCluster } from './cluster-access.ts';
import { StandardOutput } from './standard-output.ts';
import { readTopicDetails } from './topic-details.ts';

/** Reads the arguments, and answers what is then done with the cluster. */
type Prepare = (args: CommandArguments) => (admin: Admin) => Promise<void>;

const EXIT_FAILURE = 1;
const COMMANDS: ReadonlyMap<string, { readonly command: Command; readonly prepare: Prepare }> =
  new Map([
    ['create', { command: TOPIC_CREATE, prepare: createTopics }],
    ['list', { command: TOPIC_LIST, prepare: listTopics }],
    ['describe', { command: TOPIC_DESCRIBE, prepare: describeTopics }],
    ['alter', { command: TOPIC_ALTER, prepare: alterTopics }],
    ['delete', { command: TOPIC_DELETE, prepare: deleteTopics }],
  ]);

/** `odradek topic create|list|describe|alter|delete`. */
export async function runTopic(args: readonly string[]): Promise<void> {
  const [word = '', ...rest] = args;
  if (word === '--help' || word === '-h') return print(topicHelp());
  const found = COMMANDS.get(word);
  if (found === undefined) throw new UsageError(unknownText(word));
  if (isHelpWanted(rest)) return print(helpText(found.command));
  const parsed = new CommandArguments(found.command, rest);
  const run = found.prepare(parsed);
  await using admin = await reachCluster(parsed.bootstrapServers());
  await run(admin);
}

function topicHelp(): string {
  const commands = [...COMMANDS.values()].map(({ command }) => command);
  return `Usage: odradek topic <command> [options]\n\n${commandsText(commands)}\n`;
}

function unknownText(word: string): string {
  const words = [...COMMANDS.keys()];
  if (word === '') return `Say what to do with topics: odradek topic ${words.join('|')}.`;
  const nearest = nearestName(word, words);
  const hint = nearest === undefined ? `use ${words.join(', ')}` : `did you mean ${nearest}?`;
  return `No command "topic ${word}"; ${hint} (odradek topic --help).`;
}

function createTopics(args: CommandArguments) {
  const { topics, ifNotExists } = parseCreateTopics(args);
  const exists = { code: 'TOPIC_ALREADY_EXISTS', text: 'exists already' };
  return async (admin: Admin): Promise<void> => {
    const attempt: TopicAttempt = {
      done: 'Created',
      attempted: 'create',
      ...(ifNotExists ? { tolerated: exists } : {}),
    };
    report(await admin.createTopics(topics), attempt);
  };
}

function deleteTopics(args: CommandArguments) {
  const { names, ifExists } = parseDeleteTopics(args);
  const missing = { code: 'UNKNOWN_TOPIC_OR_PARTITION', text: 'does not exist' };
  return async (admin: Admin): Promise<void> => {
    const attempt: TopicAttempt = {
      done: 'Deleted',
      attempted: 'delete',
      ...(ifExists ? { tolerated: missing } : {}),
    };
    report(await admin.deleteTopics(names), attempt);
  };
}

function alterTopics(args: CommandArguments) {
  const { names, partitions, configs } = parseAlterTopics(args);
  return async (admin: Admin): Promise<void> => {
    if (configs.length > 0) {
      const resources = names.map((name) => ({ type: 'topic', name, changes: configs }) as const);
      const altered = await admin.incrementalAlterConfigs(resources);
      report(altered, { done: 'Altered configs of', attempted: 'alter configs of' });
    }
    if (partitions !== undefined) {
      const topics = names.map((name) => ({ name, count: partitions }));
      const grown = await admin.createPartitions(topics);
      report(grown, { done: 'Added partitions to', attempted: 'add partitions to' });
    }
  };
}

function listTopics(args: CommandArguments) {
  const options = parseListTopics(args);
  return async (admin: Admin): Promise<void> =>
    print(topicListText(await admin.listTopics(options)));
}

function describeTopics(args: CommandArguments) {
  const request = parseDescribeTopics(args);
  return async (admin: Admin): Promise<void> => {
    const { found, missing } = await readTopicDetails(admin, request);
    await print(describeTopicsText(found));
    report(missing, { done: 'Described', attempted: 'describe' });
  };
}

/** Tells what became of topics. One that failed makes the command fail. */
function report(
  results: readonly Pick<TopicResult, 'name' | 'error'>[],
  attempt: TopicAttempt,
): void {
  for (const result of results) {
    const { text, isFailure } = topicOutcome(result, attempt);
    if (isFailure) process.exitCode = EXIT_FAILURE;
    (isFailure ? console.error : console.log)(text);
  }
}

async function print(text: string): Promise<void> {
  const output = new StandardOutput();
  await output.write([Buffer.from(text)]);
  await output.flush();
}
