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

/** The arguments of `java` that find Kafka's classes and ours, and set up its log. */
export function kafkaJavaOptions(): string[] {
  const { folder } = apacheKafkaJars;
  const lib = join(folder, 'lib');
  const jars = readdirSync(lib)
    .toSorted()
    .map((name) => join(lib, name));
  const classPath = [join(folder, 'classes'), ...jars].join(delimiter);
  const log = `-Dlog4j2.configurationFile=${join(SOURCES, 'log4j2.properties')}`;
  return ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m', log, '-cp', classPath];
}
