import { ErrorCode } from '@odradek/protocol';

import type { Refusal } from '../topics/place-replicas.ts';

/** How much of a message is sent: it repeats names and values, which may be long. */
const MESSAGE_CHARS_MAX = 480;

/** The refusal of a config as such. */
export function invalidConfig(message: string): Refusal {
  return { errorCode: ErrorCode.INVALID_CONFIG, errorMessage: clipped(message) };
}

/** The refusal of what a request asks for. */
export function invalidRequest(message: string): Refusal {
  return { errorCode: ErrorCode.INVALID_REQUEST, errorMessage: clipped(message) };
}

function clipped(message: string): string {
  return message.length <= MESSAGE_CHARS_MAX ? message : `${message.slice(0, MESSAGE_CHARS_MAX)}…`;
}
