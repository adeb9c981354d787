import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { nearestName } from '@odradek/base';
import { SystemClock, SystemRandom } from '@odradek/base/node';
import { isMissingFile } from '@odradek/storage';
import { lockDirectory, nodeEndOfTurn, NodeFileSystem } from '@odradek/storage/node';

import type { Command } from '../../cli/command-line/command.ts';
import { CommandArguments } from '../../cli/command-line/command-arguments.ts';
import { commandsText, helpText, isHelpWanted } from '../../cli/command-line/help-text.ts';
import { UsageError } from '../../cli/command-line/usage-error.ts';
import { importProgressText, importReportText } from '../../cli/storage/import-report.ts';
import { parseImportStorage, STORAGE_IMPORT } from '../../cli/storage/import-storage.ts';
import type { ImportProgress } from '../../storage-import/copy-partitions.ts';
import { importStorage } from '../../storage-import/import-storage.ts';
import { usingNamed } from '../../storage-import/named-directory.ts';
import { LockedFiles } from '../storage-import/locked-files.ts';
import { NodeFileStamps } from '../storage-import/node-file-stamps.ts';

interface StorageCommand {
  readonly command: Command;
  readonly run: (args: CommandArguments) => Promise<void>;
}

const PROGRESS_MS = 2_000;
const COMMANDS: ReadonlyMap<string, StorageCommand> = new Map([
  ['import', { command: STORAGE_IMPORT, run: runImport }],
]);

/** `odradek storage import`. */
export async function runStorage(args: readonly string[]): Promise<void> {
  const [word = '', ...rest] = args;
  if (word === '--help' || word === '-h') return console.log(storageHelp());
  const found = COMMANDS.get(word);
  if (found === undefined) throw new UsageError(unknownText(word));
  if (isHelpWanted(rest)) return console.log(helpText(found.command));
  await found.run(new CommandArguments(found.command, rest));
}

function storageHelp(): string {
  const commands = [...COMMANDS.values()].map(({ command }) => command);
  return `Usage: odradek storage <command> [options]\n\n${commandsText(commands)}\n`;
}

function unknownText(word: string): string {
  const words = [...COMMANDS.keys()];
  if (word === '') return `Say what to do with storage: odradek storage ${words.join('|')}.`;
  const nearest = nearestName(word, words);
  const hint = nearest === undefined ? `use ${words.join(', ')}` : `did you mean ${nearest}?`;
  return `No command "storage ${word}"; ${hint} (odradek storage --help).`;
}

async function runImport(args: CommandArguments): Promise<void> {
  const request = parseImportStorage(args);
  const { data, isAfterCrash, commas } = request;
  const isOneDirectory = commas !== undefined && (await isThere(commas));
  const from = isOneDirectory ? [commas] : request.from;
  const clock = new SystemClock();
  const outcome = await importStorage({
    fileSystem: new NodeFileSystem(),
    runningProcess: new LockedFiles(),
    fileStamps: new NodeFileStamps(),
    random: new SystemRandom(),
    endOfTurn: nodeEndOfTurn,
    clock,
    lock: lockDirectory,
    from: await Promise.all(
      from.map((path) => usingNamed('--from', path, () => realPath(resolve(path)))),
    ),
    directory: await usingNamed('--data', data, () => realPath(resolve(data))),
    isAfterCrash,
    onProgress: progressPrinter(clock),
  });
  console.log(importReportText(outcome));
}

/** Whether there is something of this name, as far as it can be told. */
async function isThere(path: string): Promise<boolean> {
  try {
    await realpath(path);
    return true;
  } catch {
    // Where it cannot be told it is asked for again, part by part, and then said why not.
    return false;
  }
}

/** An absolute path without symbolic links, as far as it is there: one may lead into the other. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissingFile(error) || dirname(path) === path) throw error;
    return join(await realPath(dirname(path)), basename(path));
  }
}

/** Prints how far it is from time to time; a short import says nothing. */
function progressPrinter(clock: SystemClock): (progress: ImportProgress) => void {
  let printedAt = clock.monotonicMs();
  return (progress) => {
    const now = clock.monotonicMs();
    if (now - printedAt < PROGRESS_MS) return;
    printedAt = now;
    console.error(importProgressText(progress));
  };
}
