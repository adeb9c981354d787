import { once } from 'node:events';

import { ApacheKafka } from './apache-kafka.ts';
import { runKafkaTool } from './kafka-tools.ts';

const USAGE = `Usage: node scripts/conformance/kafka.js start
       node scripts/conformance/kafka.js tool CLASS [ARGUMENT ...]`;

/** Runs an Apache Kafka until Ctrl-C, or one of its tools, by hand. */
async function main([command, ...args]: readonly string[]): Promise<void> {
  const [tool, ...toolArgs] = args;
  if (command === 'start') await start();
  else if (command === 'tool' && tool !== undefined) await runTool(tool, toolArgs);
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

async function start(): Promise<void> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using kafka = await ApacheKafka.start();
  console.log(`Apache Kafka 4.3.1 is ready on ${kafka.bootstrapServer}; Ctrl-C stops it.`);
  const keepAlive = setInterval(() => undefined, 1_000_000);
  await interrupted;
  clearInterval(keepAlive);
}

async function runTool(tool: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runKafkaTool(tool, args);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}

await main(process.argv.slice(2));
