/*
 * Measures one Fetch with the broker of one tree, in a process that did nothing else before:
 *
 *   node fetch-process.js ROOT '{"partitions":1,...}'
 */
import { loadBroker } from './broker-under-test.ts';
import { type FetchTask, measureFetch } from './fetch-task.ts';

const [root = '', text = ''] = process.argv.slice(2);
const task = JSON.parse(text) as FetchTask;
process.stdout.write(JSON.stringify(await measureFetch(await loadBroker(root), task)));
