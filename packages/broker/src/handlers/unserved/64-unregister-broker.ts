import {
  defaultUnregisterBrokerResponse,
  readUnregisterBrokerRequest,
  type UnregisterBrokerRequest,
  type UnregisterBrokerResponse,
  writeUnregisterBrokerResponse,
} from '@odradek/protocol/messages/64-unregister-broker';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** UnregisterBroker, refused. */
export const unregisterBroker: RequestHandler = defineRefusal<
  UnregisterBrokerRequest,
  UnregisterBrokerResponse
>({
  apiKey: 64,
  read: readUnregisterBrokerRequest,
  write: writeUnregisterBrokerResponse,
  refuse: (_request, error) => ({ ...defaultUnregisterBrokerResponse, ...error }),
});
