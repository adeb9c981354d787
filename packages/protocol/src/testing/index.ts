export { MESSAGE_CODECS } from '../generated/message-codecs.ts';
export type { MessageCodec } from '../codec/message-codec.ts';
export { arbitraryMessage } from './arbitrary-message.ts';
export { DECLARED_MESSAGES } from './declared-message.ts';
export { mutateBytes, pick } from './mutate-bytes.ts';
