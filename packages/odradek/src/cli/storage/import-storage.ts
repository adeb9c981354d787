import type { Command } from '../command-line/command.ts';
import type { CommandArguments } from '../command-line/command-arguments.ts';

/** `odradek storage import`. */
export const STORAGE_IMPORT: Command = {
  name: 'storage import',
  operands: '',
  about: 'Take over a stopped Apache Kafka (KRaft) into a new data directory',
  isLocal: true,
  options: [
    {
      name: 'from',
      value: 'DIR[,DIR]',
      isRepeatable: true,
      about: 'all log directories of one node of Kafka (log.dirs, metadata.log.dir); only read',
    },
    { name: 'data', value: 'DIR', about: 'the data directory to make: empty or missing' },
    {
      name: 'after-crash',
      about: 'take a Kafka that was not stopped in order, and surely does not run',
    },
  ],
  notes: [
    'Topics with their ids and configs, records, committed offsets and producer ids are taken over;',
    'what is left out is said at the end. An import that did not finish leaves a directory on which no',
    'broker starts: remove it and import again.',
    '',
    'Of the source nothing is made, changed or removed; that it was read may show in the access times',
    'of its files. Repeat --from where the name of a directory has a comma.',
  ],
};

/** What `odradek storage import` was asked for; paths are as they were typed. */
export interface ImportStorageRequest {
  readonly from: readonly string[];
  /** What was typed, if `from` is made of its parts: it is one directory if there is one of that name. */
  readonly commas: string | undefined;
  readonly data: string;
  readonly isAfterCrash: boolean;
}

/** Reads the arguments of `odradek storage import`. */
export function parseImportStorage(args: CommandArguments): ImportStorageRequest {
  args.noOperands();
  const typed = args.texts('from');
  const [first = args.fail('Say from where: --from DIR[,DIR]')] = typed;
  const data = args.text('data') ?? args.fail('Say into which data directory: --data DIR');
  // Who repeats the option names one directory each time, commas and all.
  const isList = typed.length === 1 && first.includes(',');
  const from = isList ? first.split(',').map((directory) => directory.trim()) : typed;
  if (from.includes('')) args.refuse('from', first, 'write directories with commas between');
  if (data === '') args.refuse('data', data, 'write a directory');
  const commas = isList ? first : undefined;
  return { from, commas, data, isAfterCrash: args.has('after-crash') };
}
