import { once } from 'node:events';
import { parseArgs } from 'node:util';

import type { JvmSetup } from '../installation/apache-kafka-jars.ts';
import { ApacheKafka } from './apache-kafka.ts';
import { runKafkaTool } from './kafka-tools.ts';

const USAGE = `Usage: node scripts/conformance/kafka.js start [--override key=value ...]
           [--data DIR] [--jvm quick|production] [--environment NAME=VALUE ...] [--end-with-input]
       node scripts/conformance/kafka.js tool [--jvm quick|production] CLASS [ARGUMENT ...]`;

/** Runs an Apache Kafka until Ctrl-C, or one of its tools, by hand. */
async function main([command, ...args]: readonly string[]): Promise<void> {
  const isSetUp = args[0] === '--jvm';
  const [tool, ...toolArgs] = isSetUp ? args.slice(2) : args;
  const jvm = jvmSetup(isSetUp ? (args[1] ?? '') : 'quick');
  if (command === 'start') await start(args);
  else if (command === 'tool' && tool !== undefined) await runTool(tool, toolArgs, jvm);
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

async function start(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      override: { type: 'string', multiple: true, default: [] },
      data: { type: 'string' },
      jvm: { type: 'string', default: 'quick' },
      environment: { type: 'string', multiple: true, default: [] },
      'end-with-input': { type: 'boolean', default: false },
    },
  });
  const interrupted = [once(process, 'SIGINT'), once(process, 'SIGTERM')];
  if (values['end-with-input']) interrupted.push(once(process.stdin.resume(), 'end'));
  await using kafka = await ApacheKafka.start({
    configs: Object.fromEntries(values.override.map(nameAndValue)),
    environment: Object.fromEntries(values.environment.map(nameAndValue)),
    jvm: jvmSetup(values.jvm),
    ...(values.data !== undefined && { directory: values.data }),
  });
  const { bootstrapServer, pid } = kafka;
  console.log(
    `Apache Kafka 4.3.1 is ready on ${bootstrapServer}, process ${pid}; Ctrl-C stops it.`,
  );
  const keepAlive = setInterval(() => undefined, 1_000_000);
  await Promise.race(interrupted);
  clearInterval(keepAlive);
}

function nameAndValue(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new Error(`"${text}" has no name and value with an = between them.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function jvmSetup(name: string): JvmSetup {
  if (name === 'quick' || name === 'production') return name;
  throw new Error(`--jvm ${name}: it is quick or production.`);
}

async function runTool(tool: string, args: readonly string[], jvm: JvmSetup): Promise<void> {
  const { code, stdout, stderr } = await runKafkaTool(tool, args, jvm);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}

await main(process.argv.slice(2));
