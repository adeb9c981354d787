import { parseArgs } from 'node:util';

import { nearestName } from '@odradek/base';

import { type Command, type Option, optionsOf } from './command.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_BOOTSTRAP_SERVER = 'localhost:9092';
/** `-5` and `-1h` are values, `-x` and `--from-beginning` look like a forgotten value. */
const LOOKS_LIKE_OPTION = /^-[^\d]/;
const WHOLE_NUMBER = /^-?\d+$/;

/** The bounds of a number, both of them inclusive. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * What was typed after the name of a command. Options that the command does not have, that lack
 * their value or that are given twice raise a `UsageError`, as do values that do not fit.
 */
export class CommandArguments {
  /** What is no option, in order. */
  readonly operands: readonly string[];
  private readonly command: Command;
  private readonly given: ReadonlyMap<string, readonly string[]>;

  constructor(command: Command, args: readonly string[]) {
    this.command = command;
    const { given, operands } = readTokens(command, args);
    this.given = given;
    this.operands = operands;
  }

  /** Whether an option is there. */
  has(name: string): boolean {
    return this.given.has(name);
  }

  /** The value of an option, or undefined if it is not there; empty if it was left out. */
  text(name: string): string | undefined {
    return this.given.get(name)?.[0];
  }

  /** The values of an option that may be given several times. */
  texts(name: string): readonly string[] {
    return this.given.get(name) ?? [];
  }

  /** The value of an option that is a whole number, or undefined if it is not there. */
  integer(name: string, bounds: Bounds): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.integerOf(name, text, bounds);
  }

  /** The numbers of an option that may be given several times or with commas, without repetitions. */
  integers(name: string, bounds: Bounds): readonly number[] {
    const texts = this.texts(name).flatMap((text) => text.split(','));
    return [...new Set(texts.map((text) => this.integerOf(name, text, bounds)))];
  }

  /** The value of an option that is one of some words, or undefined if it is not there. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = words.find((word) => word === text);
    if (found === undefined) this.refuse(name, text, `use one of ${words.join(', ')}`);
    return found;
  }

  /** The `KEY=VALUE` pairs of an option; the value goes from the first `=` to the end. */
  pairs(name: string): readonly (readonly [key: string, value: string])[] {
    return this.texts(name).map((text) => {
      const equals = text.indexOf('=');
      if (equals <= 0) this.refuse(name, text, 'write KEY=VALUE');
      return [text.slice(0, equals), text.slice(equals + 1)];
    });
  }

  /** `--bootstrap-server`, or its default. */
  bootstrapServers(): string {
    return this.text('bootstrap-server') ?? DEFAULT_BOOTSTRAP_SERVER;
  }

  /** The only operand. */
  operand(what: string): string {
    const [first, second] = this.operands;
    if (first === undefined) this.fail(`Say which ${what}: odradek ${usage(this.command)}`);
    if (second !== undefined) {
      this.fail(`Unexpected argument "${second}": one ${what} is enough`);
    }
    return first;
  }

  /** Refuses operands. */
  noOperands(): void {
    const [first] = this.operands;
    if (first !== undefined) this.fail(`Unexpected argument "${first}"`);
  }

  /** All operands, of which there must be one. */
  operandsOfOne(what: string): readonly string[] {
    if (this.operands.length === 0) {
      this.fail(`Say which ${what}: odradek ${usage(this.command)}`);
    }
    return this.operands;
  }

  /** Refuses options that exclude each other. */
  onlyOneOf(names: readonly string[]): void {
    const [first, second] = names.filter((name) => this.has(name));
    if (second !== undefined) this.fail(`Give either --${first} or --${second}, not both`);
  }

  /** Raises that a value of an option does not fit, and says what would. */
  refuse(name: string, value: string, instead: string): never {
    this.fail(`--${name} is "${value}"; ${instead}`);
  }

  /** Raises a `UsageError` that points to the help of the command. */
  fail(message: string): never {
    return failUsage(this.command, message);
  }

  private integerOf(name: string, text: string, { min, max }: Bounds): number {
    const value = WHOLE_NUMBER.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) {
      this.refuse(name, text, `write a whole number from ${min} to ${max}`);
    }
    return value;
  }
}

/** How a command is typed, after `odradek`. */
export function usage({ name, operands }: Command): string {
  return [name, operands, '[options]'].filter((part) => part !== '').join(' ');
}

function failUsage({ name }: Command, message: string): never {
  throw new UsageError(`${message} (odradek ${name} --help).`);
}

function readTokens(command: Command, args: readonly string[]) {
  const options = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, parseArgsOption(option)])),
    // The messages for mistakes are ours, and -5 is a value.
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  /** Where the value of an option stands that may be left out, which nothing tells beforehand. */
  let valueAt = -1;
  for (const [position, token] of tokens.entries()) {
    if (token.kind === 'positional' && position !== valueAt) operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) failUnknown(command, token.rawName);
    const values = given.get(option.name) ?? [];
    if (values.length > 0 && option.isRepeatable !== true && option.value !== undefined) {
      failUsage(command, `--${option.name} is given twice`);
    }
    const next = tokens[position + 1];
    if (option.isValueOptional === true && token.value === undefined) {
      const hasValue = next?.kind === 'positional';
      valueAt = hasValue ? position + 1 : -1;
      given.set(option.name, [...values, hasValue ? next.value : '']);
      continue;
    }
    checkValue(command, option, token);
    given.set(option.name, [...values, token.value ?? '']);
  }
  return { given, operands };
}

function parseArgsOption({ value, short, isValueOptional }: Option): {
  type: 'boolean' | 'string';
  short?: string;
} {
  const type = value === undefined || isValueOptional === true ? 'boolean' : 'string';
  return short === undefined ? { type } : { type, short };
}

function failUnknown(command: Command, rawName: string): never {
  const names = optionsOf(command).map(({ name }) => `--${name}`);
  const nearest = nearestName(rawName, names);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  failUsage(command, `Unknown option ${rawName}${hint}`);
}

interface OptionToken {
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkValue(command: Command, option: Option, { value, inlineValue }: OptionToken): void {
  if (option.value === undefined) {
    if (value !== undefined) failUsage(command, `--${option.name} takes no value`);
    return;
  }
  if (value === undefined) failUsage(command, `--${option.name} needs a value: ${option.value}`);
  if (inlineValue !== true && LOOKS_LIKE_OPTION.test(value)) {
    failUsage(
      command,
      `--${option.name} needs a value: ${option.value}, and --${option.name}=${value} if that is it`,
    );
  }
}
