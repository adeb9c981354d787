import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CONFORMANCE = new URL('../../../conformance/dist/', import.meta.url);
const INSTALL = fileURLToPath(new URL('installation/main.js', CONFORMANCE));

/** The program that starts an Apache Kafka, or runs one of its tools. */
export const KAFKA_MAIN: string = fileURLToPath(new URL('apache-kafka/main.js', CONFORMANCE));

/** Puts Apache Kafka where its program finds it, the first time. Throws if that cannot be. */
export function installKafka(): void {
  const { status } = spawnSync(process.execPath, [INSTALL, 'apache-kafka'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Apache Kafka cannot be run; see above what to do.');
}
