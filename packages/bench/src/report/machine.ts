import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';

const GIB = 1024 ** 3;

/** What the machine is. */
export function machineName(): string {
  const processors = cpus();
  const cores = `${processors.length} cores of ${processors[0]?.model.trim() ?? 'unknown'}`;
  return `${cores}, ${Math.round(totalmem() / GIB)} GiB, ${process.platform} ${release()}`;
}

/** When and on what was measured, with which versions. */
export function describeMachine(command: string): string {
  const date = new Date().toISOString().slice(0, 10);
  const load = (loadavg()[0] ?? Number.NaN).toFixed(1);
  const java = javaVersion();
  const versions = [`Node ${process.versions.node}`, ...(java === undefined ? [] : [java])];
  return `Measured on ${date} with \`${command}\` on ${machineName()}, load ${load} at the end, ${versions.join(', ')}.`;
}

/** The first line of what Java says of itself goes to standard error. */
function javaVersion(): string | undefined {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "([^"]+)"/.exec(stderr ?? '')?.[1];
  return version === undefined ? undefined : `Java ${version}`;
}
