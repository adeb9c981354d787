import type { KafkaError } from '@odradek/base';

/** What became of something: the line to print and whether it is a failure. */
export interface Outcome {
  readonly text: string;
  readonly isFailure: boolean;
}

/** What was tried with something, in the words of its outcome. */
export interface Attempt {
  readonly kind: 'topic' | 'group';
  /** What happened to it, such as `Created`. */
  readonly done: string;
  /** The same with an infinitive, such as `create`. */
  readonly attempted: string;
  /** A code that is no failure, and what to say then. */
  readonly tolerated?: { readonly code: string; readonly text: string };
}

/** A thing on which something was tried. */
export interface Attempted {
  readonly name: string;
  /** Absent if all went well. */
  readonly error?: KafkaError;
}

/** What to tell of a thing on which something was tried. */
export function outcomeOf({ name, error }: Attempted, attempt: Attempt): Outcome {
  const { kind, done, attempted, tolerated } = attempt;
  if (error === undefined) return { text: `${done} ${kind} ${name}.`, isFailure: false };
  if (error.code === tolerated?.code) {
    const subject = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return { text: `${subject} ${name} ${tolerated.text}.`, isFailure: false };
  }
  return { text: `Could not ${attempted} ${kind} ${name}: ${errorText(error)}`, isFailure: true };
}

/** The code of an error and what it means. */
export function errorText({ code, message }: KafkaError): string {
  return message.startsWith(code) ? message : `${code}: ${message}`;
}
