/** A system call that a trace shows, with the lines between which it ran. */
export interface SystemCall {
  readonly name: string;
  /** Its arguments, as strace prints them. */
  readonly args: string;
  /** What it returned, as strace prints it: a number, and for a file descriptor what it stands for. */
  readonly result: string;
  /** The line of the trace in which it was entered: nothing of it was done before. */
  readonly enteredAt: number;
  /** The line of the trace in which it returned: all of it was done before. */
  readonly returnedAt: number;
}

const ENTERED = /^(\d+) +[\d.]+ (\w+)\(/;
const RESUMED = /^(\d+) +[\d.]+ <\.\.\. (\w+) resumed>/;
const UNFINISHED = ' <unfinished ...>';

/** A call that has not returned yet. */
interface Unfinished {
  readonly name: string;
  readonly args: string;
  readonly enteredAt: number;
}

/**
 * Reads the lines of `strace -f -ttt`, in their order: it sees a call of any thread before the call
 * begins and after it has ended, so that what stands above in the trace happened before.
 */
export class TraceReader {
  private readonly unfinished = new Map<string, Unfinished>();
  private line = 0;

  /** Takes the next line. Answers the call that returned in it, if one did. */
  read(text: string): SystemCall | undefined {
    const line = this.line++;
    const [, resumedThread] = RESUMED.exec(text) ?? [];
    if (resumedThread !== undefined) return this.resume(resumedThread, text, line);
    const [start, thread, name] = ENTERED.exec(text) ?? [];
    if (start === undefined || thread === undefined || name === undefined) return undefined;
    const rest = text.slice(start.length);
    if (rest.endsWith(UNFINISHED)) {
      const args = rest.slice(0, -UNFINISHED.length);
      this.unfinished.set(thread, { name, args, enteredAt: line });
      return undefined;
    }
    return this.returned({ name, args: '', enteredAt: line }, rest, line);
  }

  private resume(thread: string, text: string, line: number): SystemCall | undefined {
    const call = this.unfinished.get(thread);
    this.unfinished.delete(thread);
    if (call === undefined) throw new Error(`Line ${line + 1} of the trace resumes nothing.`);
    return this.returned(call, text.slice(text.indexOf('resumed>') + 'resumed>'.length), line);
  }

  /** Strings and paths are in hexadecimal, so that the first `) = ` ends the arguments. */
  private returned(call: Unfinished, rest: string, line: number): SystemCall {
    const end = rest.search(/\) += /);
    const result = rest.slice(end).replace(/^\) += /, '');
    const args = `${call.args}${rest.slice(0, end)}`;
    return { ...call, args, result, returnedAt: line };
  }
}

/** A file descriptor as `strace -yy -xx` prints it. */
export interface Descriptor {
  readonly number: number;
  /** The path of a file, or the protocol and addresses of a socket. */
  readonly what: string;
}

const DESCRIPTOR = /^(\d+)<((?:\\x[0-9a-f]{2})+|(?:->|[^>])*)>/;

/** The file descriptor that a text begins with; undefined if it does not begin with one. */
export function descriptorAt(text: string): Descriptor | undefined {
  const [, number, what] = DESCRIPTOR.exec(text) ?? [];
  if (number === undefined || what === undefined) return undefined;
  const isHex = what.startsWith('\\x');
  return { number: Number(number), what: isHex ? bytesOf(what).toString() : what };
}

const STRING = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g;

/** The bytes of all strings among the arguments of a write, one after the other. */
export function bytesWritten({ args, result }: SystemCall): Buffer {
  const parts: Buffer[] = [];
  for (const [, hex = '', cut] of args.matchAll(STRING)) {
    if (cut !== undefined) throw new Error('The trace does not show all bytes of a write.');
    parts.push(bytesOf(hex));
  }
  return Buffer.concat(parts).subarray(0, Math.max(0, Number.parseInt(result, 10)));
}

const POSITIONED: ReadonlySet<string> = new Set(['pwrite64', 'pwritev']);
const LAST_NUMBER = /, (\d+)$/;

/** Where in the file a write wrote. */
export function positionOf({ name, args }: SystemCall): number {
  const [, position] = LAST_NUMBER.exec(args) ?? [];
  if (!POSITIONED.has(name) || position === undefined)
    throw new Error(`${name} does not say where it writes.`);
  return Number(position);
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
