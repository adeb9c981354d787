import { isWhole } from '../extent/extent.ts';
import { apacheKafkaJars } from './apache-kafka-jars.ts';
import { ensureInstalled, type Installed } from './cache.ts';
import { librdkafkaTests } from './librdkafka-tests.ts';
import { npmPackages } from './npm-packages.ts';
import { pythonPackages } from './python-packages.ts';
import { missingPrograms } from './required-programs.ts';

const PARTS: readonly (readonly [string, Installed])[] = [
  ['Apache Kafka 4.3.1', apacheKafkaJars],
  ['confluent-kafka for Python', pythonPackages],
  ['KafkaJS and @platformatic/kafka', npmPackages],
];

const WHOLE_PARTS: readonly (readonly [string, Installed])[] = [
  ...PARTS,
  ["librdkafka's own tests", librdkafkaTests],
];

/** Installs the foreign programs, the first time from the registries of Maven, pip and npm. */
async function main(): Promise<void> {
  const missing = missingPrograms(isWhole);
  if (missing.length > 0) {
    console.error(['', 'The foreign programs cannot be run here:', ...missing].join('\n'));
    process.exitCode = 1;
    return;
  }
  for (const [name, installed] of isWhole ? WHOLE_PARTS : PARTS) {
    const started = performance.now();
    if (await ensureInstalled(installed)) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`Installed ${name} in ${seconds} s.`);
    }
  }
}

await main();
