import type { CommandArguments } from './command-arguments.ts';

const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '0': 0, '\\': 92 };
const ESCAPE = /\\(?:x([\da-fA-F]{2})|([tnr0\\])|)/g;

/**
 * The bytes that an option gives as text, or undefined if it is not there. `\t`, `\n`, `\r`, `\0`,
 * `\\` and `\xHH` are what they are in C, because shells pass them on as they are typed.
 */
export function bytesOption(args: CommandArguments, name: string): Buffer | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const bytes = unescape(text);
  return bytes ?? args.refuse(name, text, 'after a backslash write t, n, r, 0, \\ or xHH');
}

/** As `bytesOption`, for bytes that stand between others, of which there must be one. */
export function separatorOption(args: CommandArguments, name: string): Buffer | undefined {
  const bytes = bytesOption(args, name);
  if (bytes?.length === 0) args.refuse(name, '', 'write at least one character');
  return bytes;
}

/** Undefined if there is a backslash that escapes nothing. */
function unescape(text: string): Buffer | undefined {
  const parts: Buffer[] = [];
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const [whole, hex, letter] = match;
    const byte = hex === undefined ? ESCAPES[letter ?? ''] : Number.parseInt(hex, 16);
    if (byte === undefined) return undefined;
    parts.push(Buffer.from(text.slice(from, match.index)), Buffer.of(byte));
    from = match.index + whole.length;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(from))]);
}
