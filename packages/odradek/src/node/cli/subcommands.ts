import { nearestName } from '@odradek/base';
import type { Admin } from '@odradek/client/node';

import type { Command } from '../../cli/command-line/command.ts';
import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { commandsText, helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { UsageError } from '../../cli/command-line/usage-error.ts';
import { reachCluster } from './cluster-access.ts';
import { printText } from './print-text.ts';

/** A command, and what it does. */
export interface Subcommand {
  readonly command: Command;
  /** Reads the arguments, and answers what is then done with the cluster. */
  readonly prepare: (args: CommandArguments) => (admin: Admin) => Promise<void>;
}

/** Runs one of the commands that begin with a noun, by the word that follows it. */
export async function runSubcommand(
  noun: string,
  commands: ReadonlyMap<string, Subcommand>,
  args: readonly string[],
): Promise<void> {
  const [word = '', ...rest] = args;
  if (word === '--help' || word === '-h') return printText(nounHelp(noun, commands));
  const found = commands.get(word);
  if (found === undefined) throw new UsageError(unknownText(noun, [...commands.keys()], word));
  if (isHelpWanted(rest)) return printText(helpText(found.command));
  const parsed = new CommandArguments(found.command, rest);
  const run = found.prepare(parsed);
  await using admin = await reachCluster(parsed.bootstrapServers());
  await run(admin);
}

function nounHelp(noun: string, commands: ReadonlyMap<string, Subcommand>): string {
  const listed = commandsText([...commands.values()].map(({ command }) => command));
  return `Usage: odradek ${noun} <command> [options]\n\n${listed}\n`;
}

function unknownText(noun: string, words: readonly string[], word: string): string {
  if (word === '') return `Say what to do with ${noun}s: odradek ${noun} ${words.join('|')}.`;
  const nearest = nearestName(word, words);
  const hint = nearest === undefined ? `use ${words.join(', ')}` : `did you mean ${nearest}?`;
  return `No command "${noun} ${word}"; ${hint} (odradek ${noun} --help).`;
}
