import type { Conversation } from './conversation.ts';

/** A scripted conversation with a broker, about topics of its own. */
export interface Scenario {
  readonly name: string;
  readonly play: (conversation: Conversation) => Promise<void>;
}
