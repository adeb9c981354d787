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
  ],
};

/** What `odradek storage import` was asked for; paths are as they were typed. */
export interface ImportStorageRequest {
  readonly from: readonly string[];
  readonly data: string;
  readonly isAfterCrash: boolean;
}

/** Reads the arguments of `odradek storage import`. */
export function parseImportStorage(args: CommandArguments): ImportStorageRequest {
  args.noOperands();
  const from = args.text('from') ?? args.fail('Say from where: --from DIR[,DIR]');
  const data = args.text('data') ?? args.fail('Say into which data directory: --data DIR');
  const directories = from.split(',').map((directory) => directory.trim());
  if (directories.includes('')) args.refuse('from', from, 'write directories with commas between');
  if (data === '') args.refuse('data', data, 'write a directory');
  return { from: directories, data, isAfterCrash: args.has('after-crash') };
}
