import { isWhole } from '../extent/extent.ts';
import { apacheKafkaJars } from './apache-kafka-jars.ts';
import { ensureInstalled, type Installed } from './cache.ts';
import { librdkafkaTests } from './librdkafka-tests.ts';
import { npmPackages } from './npm-packages.ts';
import { pythonPackages } from './python-packages.ts';
import { missingPrograms, missingProgramsOfKafka } from './required-programs.ts';

const APACHE_KAFKA = ['Apache Kafka 4.3.1', apacheKafkaJars] as const;

const PARTS: readonly (readonly [string, Installed])[] = [
  APACHE_KAFKA,
  ['confluent-kafka and aiokafka for Python', pythonPackages],
  ['KafkaJS and @platformatic/kafka', npmPackages],
];

const WHOLE_PARTS: readonly (readonly [string, Installed])[] = [
  ...PARTS,
  ["librdkafka's own tests", librdkafkaTests],
];

/**
 * Installs the foreign programs, the first time from the registries of Maven, pip and npm; with the
 * argument `apache-kafka` only that.
 */
async function main([only]: readonly string[]): Promise<void> {
  const isKafkaAlone = only === 'apache-kafka';
  const missing = isKafkaAlone ? missingProgramsOfKafka() : missingPrograms(isWhole);
  if (missing.length > 0) {
    console.error(['', 'The foreign programs cannot be run here:', ...missing].join('\n'));
    process.exitCode = 1;
    return;
  }
  const parts = isWhole ? WHOLE_PARTS : PARTS;
  for (const [name, installed] of isKafkaAlone ? [APACHE_KAFKA] : parts) {
    const started = performance.now();
    if (await ensureInstalled(installed)) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`Installed ${name} in ${seconds} s.`);
    }
  }
}

await main(process.argv.slice(2));
