import { spawnSync } from 'node:child_process';

const JAVA_VERSION_MIN = 17;

/** A program of the machine, and where people get it. */
interface RequiredProgram {
  readonly name: string;
  readonly args: readonly string[];
  readonly remedy: string;
}

const JAVA = `install a JDK of version ${JAVA_VERSION_MIN} or later (Debian: openjdk-17-jdk-headless)`;

const KAFKA_PROGRAMS: readonly RequiredProgram[] = [
  { name: 'java', args: ['-version'], remedy: JAVA },
  { name: 'javac', args: ['-version'], remedy: JAVA },
  { name: 'mvn', args: ['-version'], remedy: 'install Maven (Debian: maven)' },
];

const PROGRAMS: readonly RequiredProgram[] = [
  { name: 'kcat', args: ['-V'], remedy: 'install kcat (Debian: kcat)' },
  ...KAFKA_PROGRAMS,
  {
    name: 'python3',
    args: ['-c', 'import ensurepip, venv'],
    remedy: 'install Python 3 with its venv module (Debian: python3-venv)',
  },
];

const WHOLE_PROGRAMS: readonly RequiredProgram[] = [
  ...PROGRAMS,
  ...['gcc', 'g++', 'make'].map((name) => ({
    name,
    args: ['--version'],
    remedy:
      'install a C and C++ compiler with zlib and OpenSSL (Debian: build-essential, zlib1g-dev, libssl-dev)',
  })),
];

/**
 * What the machine lacks to run foreign clients, one sentence each; empty if it lacks nothing.
 *
 * @param isWhole whether the suites that are compiled first are to run too
 */
export function missingPrograms(isWhole: boolean): string[] {
  return missingOf(isWhole ? WHOLE_PROGRAMS : PROGRAMS);
}

/** What the machine lacks to install and run an Apache Kafka alone, one sentence each. */
export function missingProgramsOfKafka(): string[] {
  return missingOf(KAFKA_PROGRAMS);
}

function missingOf(programs: readonly RequiredProgram[]): string[] {
  const missing = programs
    .filter(({ name, args }) => spawnSync(name, args).status !== 0)
    .map(({ name, remedy }) => `${name} is missing or does not run: ${remedy}.`);
  return missing.length > 0 ? missing : oldJava();
}

function oldJava(): string[] {
  const { stdout } = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  const version = Number.parseInt(/javac (\d+)/.exec(stdout)?.[1] ?? '0', 10);
  return version >= JAVA_VERSION_MIN ? [] : [`javac is of version ${version}: ${JAVA}.`];
}
