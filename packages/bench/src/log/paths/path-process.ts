/*
 * Measures one task with the storage of one tree, in a process that did nothing else before:
 *
 *   node path-process.js ROOT DIRECTORY '{"type":"append",...}'
 */
import { type AppendTask, measureAppends } from './append-task.ts';
import { measureReads, type ReadTask } from './read-task.ts';
import { loadStorage } from './storage-under-test.ts';

const [root = '', parent = '', text = ''] = process.argv.slice(2);
const task = JSON.parse(text) as AppendTask | ReadTask;
const storage = await loadStorage(root);
const cost =
  task.type === 'append'
    ? await measureAppends(storage, parent, task)
    : await measureReads(storage, parent, task);
process.stdout.write(JSON.stringify(cost));
