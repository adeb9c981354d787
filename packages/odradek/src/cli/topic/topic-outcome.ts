import type { KafkaError } from '@odradek/base';

/** What became of a topic: the line to print and whether it is a failure. */
export interface TopicOutcome {
  readonly text: string;
  readonly isFailure: boolean;
}

/** What was tried with a topic, in the words of its outcome. */
export interface TopicAttempt {
  /** What happened to the topic, such as `Created`. */
  readonly done: string;
  /** The same with an infinitive, such as `create`. */
  readonly attempted: string;
  /** A code that is no failure, and what to say then. */
  readonly tolerated?: { readonly code: string; readonly text: string };
}

/** What to tell of a topic on which something was tried. */
export function topicOutcome(
  { name, error }: { readonly name: string; readonly error?: KafkaError },
  { done, attempted, tolerated }: TopicAttempt,
): TopicOutcome {
  if (error === undefined) return { text: `${done} topic ${name}.`, isFailure: false };
  if (error.code === tolerated?.code) {
    return { text: `Topic ${name} ${tolerated.text}.`, isFailure: false };
  }
  return {
    text: `Could not ${attempted} topic ${name}: ${errorText(error)}`,
    isFailure: true,
  };
}

function errorText({ code, message }: KafkaError): string {
  return message.startsWith(code) ? message : `${code}: ${message}`;
}
