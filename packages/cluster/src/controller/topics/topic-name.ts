const NAME_CHARS_MAX = 249;
/** How much of what a client sent is repeated in a message to it. */
const QUOTED_CHARS_MAX = 256;
const LEGAL_CHARS = /^[a-zA-Z0-9._-]+$/;

/** The log of the metadata itself, which is no topic that anyone may create, read or write. */
export const CLUSTER_METADATA_TOPIC = '__cluster_metadata';

/** Kafka's `Topic.INTERNAL_TOPICS`: only coordinators write to them. */
const INTERNAL_TOPICS: ReadonlySet<string> = new Set([
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
]);

/** Whether clients may read a topic, but not produce to it. */
export function isInternalTopic(name: string): boolean {
  return INTERNAL_TOPICS.has(name);
}

/**
 * Why `name` may not be the name of a topic, or `undefined` if it may (Kafka's `Topic.validate`, in its words):
 * at most 249 characters of letters, digits, dots, underscores and dashes, and neither `.` nor `..`.
 */
export function invalidTopicName(name: string): string | undefined {
  if (name === '') return 'Topic name is invalid: the empty string is not allowed';
  if (name === '.' || name === '..') return `Topic name is invalid: '${name}' is not allowed`;
  if (name.length > NAME_CHARS_MAX) {
    return (
      `Topic name is invalid: the length of '${quoted(name)}' is longer than the max allowed ` +
      `length ${NAME_CHARS_MAX}`
    );
  }
  if (!LEGAL_CHARS.test(name)) {
    return (
      `Topic name is invalid: '${name}' contains one or more characters other than ASCII ` +
      `alphanumerics, '.', '_' and '-'`
    );
  }
  return undefined;
}

/** The beginning of a text that a client sent, for a message to it. */
function quoted(text: string): string {
  return text.length <= QUOTED_CHARS_MAX ? text : `${text.slice(0, QUOTED_CHARS_MAX)}…`;
}

/**
 * A form in which names that would be the same in the names of metrics are equal: Kafka replaces
 * dots by underscores there, and refuses topics that differ in nothing else.
 */
export function collisionForm(name: string): string {
  return name.replaceAll('.', '_');
}
