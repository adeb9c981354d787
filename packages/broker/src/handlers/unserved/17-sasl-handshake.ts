import {
  defaultSaslHandshakeResponse,
  readSaslHandshakeRequest,
  type SaslHandshakeRequest,
  type SaslHandshakeResponse,
  writeSaslHandshakeResponse,
} from '@odradek/protocol/messages/17-sasl-handshake';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** SaslHandshake, refused. */
export const saslHandshake: RequestHandler = defineRefusal<
  SaslHandshakeRequest,
  SaslHandshakeResponse
>({
  apiKey: 17,
  read: readSaslHandshakeRequest,
  write: writeSaslHandshakeResponse,
  refuse: (_request, { errorCode }) => ({ ...defaultSaslHandshakeResponse, errorCode }),
});
