/*
 * Appends orders to the log, tells when so many bytes behind its recovery point are durable, and
 * waits to be killed:
 *
 *   node write-behind-process.js DIRECTORY BYTES
 */
import { appendOrders } from './append-orders.ts';
import { OrderRecords } from './order-records.ts';
import { openLogManager, openOrders } from './orders-log.ts';

const [directory = '', bytes = ''] = process.argv.slice(2);
const log = await openOrders(openLogManager(directory));
const sizeBefore = log.size;
// Not the producers of the log, whose sequences are not known here.
await appendOrders(log, new OrderRecords(2000), () => log.size - sizeBefore >= Number(bytes));
process.stdout.write(`${log.size - sizeBefore}\n`);
setInterval(() => {}, 1000);
