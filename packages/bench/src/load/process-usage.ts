import { readFileSync } from 'node:fs';

/** Linux counts processor time for /proc in hundredths of a second, whatever its clock does. */
const TICK_MS = 10;
/** The fields of /proc/PID/stat behind the name in parentheses; the state is the first. */
const USER_TICKS_FIELD = 11;
const SYSTEM_TICKS_FIELD = 12;

/** The processor time that a process has taken so far with all its threads, in milliseconds. */
export function processorMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TICKS_FIELD]) + Number(fields[SYSTEM_TICKS_FIELD])) * TICK_MS;
}

/** The resident memory of a process in MiB. */
export function residentMebibytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** How many bytes a process has caused to be read from disks so far; what was in memory is none. */
export function diskBytesReadBy(pid: number): number {
  return Number(/read_bytes: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'latin1'))?.[1]);
}

/** The processor time that all processes of the machine have taken so far, in milliseconds. */
export function processorMsOfAll(): number {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1);
  // Of the ten that follow the name, the fourth and fifth are idle and waiting for a disk, and the
  // last two are within the first two.
  const [user, nice, system, , , ...rest] = line.split(/\s+/).slice(1, 9).map(Number);
  const ticks = [user, nice, system, ...rest];
  return ticks.reduce<number>((sum, count) => sum + (count ?? 0), 0) * TICK_MS;
}
