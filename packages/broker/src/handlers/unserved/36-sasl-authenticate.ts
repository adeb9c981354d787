import {
  defaultSaslAuthenticateResponse,
  readSaslAuthenticateRequest,
  type SaslAuthenticateRequest,
  type SaslAuthenticateResponse,
  writeSaslAuthenticateResponse,
} from '@odradek/protocol/messages/36-sasl-authenticate';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** SaslAuthenticate, refused. */
export const saslAuthenticate: RequestHandler = defineRefusal<
  SaslAuthenticateRequest,
  SaslAuthenticateResponse
>({
  apiKey: 36,
  read: readSaslAuthenticateRequest,
  write: writeSaslAuthenticateResponse,
  refuse: (_request, error) => ({ ...defaultSaslAuthenticateResponse, ...error }),
});
