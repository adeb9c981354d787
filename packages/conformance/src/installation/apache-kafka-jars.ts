import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { outputOf } from '../process/run-program.ts';
import { CACHE, type Installed, PACKAGE } from './cache.ts';

const SOURCES = join(PACKAGE, 'kafka');
const POM = join(SOURCES, 'pom.xml');
const JAVA_SOURCES = ['IdempotentProducer', 'RunTools', 'StartKafka', 'ToolRun'].map((name) =>
  join(SOURCES, 'src', 'odradek', 'conformance', `${name}.java`),
);
const DOWNLOAD_MS_MAX = 300_000;

/** The jars of Apache Kafka 4.3.1, its broker and tools, and our classes that start them. */
export const apacheKafkaJars: Installed = {
  folder: join(CACHE, 'kafka-4.3.1'),
  sources: [POM, ...JAVA_SOURCES],
  async install(folder) {
    const lib = join(folder, 'lib');
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${lib}`];
    await outputOf('mvn', ['-q', '-B', '-f', POM, ...goal], { runMsMax: DOWNLOAD_MS_MAX });
    await outputOf('javac', [
      '--release',
      '17',
      '-Xlint:all',
      '-d',
      join(folder, 'classes'),
      '-cp',
      join(lib, '*'),
      ...JAVA_SOURCES,
    ]);
  },
};

/**
 * How the virtual machine is set up: `quick` starts soon and takes little memory, `production` is as
 * Kafka's own script starts a broker, for one that is measured.
 */
export type JvmSetup = 'quick' | 'production';

const JVM_OPTIONS: Readonly<Record<JvmSetup, readonly string[]>> = {
  quick: ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m'],
  production: [
    '-server',
    '-Xms1G',
    '-Xmx1G',
    '-XX:+UseG1GC',
    '-XX:MaxGCPauseMillis=20',
    '-XX:InitiatingHeapOccupancyPercent=35',
    '-XX:+ExplicitGCInvokesConcurrent',
  ],
};

/** The arguments of `java` that find Kafka's classes and ours, and set up its log. */
export function kafkaJavaOptions(setup: JvmSetup = 'quick'): string[] {
  const { folder } = apacheKafkaJars;
  const lib = join(folder, 'lib');
  const jars = readdirSync(lib)
    .toSorted()
    .map((name) => join(lib, name));
  const classPath = [join(folder, 'classes'), ...jars].join(delimiter);
  const log = `-Dlog4j2.configurationFile=${join(SOURCES, 'log4j2.properties')}`;
  return [...JVM_OPTIONS[setup], log, '-cp', classPath];
}
