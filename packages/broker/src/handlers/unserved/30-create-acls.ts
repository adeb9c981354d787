import {
  type CreateAclsRequest,
  type CreateAclsResponse,
  defaultCreateAclsResponse,
  readCreateAclsRequest,
  writeCreateAclsResponse,
} from '@odradek/protocol/messages/30-create-acls';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** CreateAcls, refused. */
export const createAcls: RequestHandler = defineRefusal<CreateAclsRequest, CreateAclsResponse>({
  apiKey: 30,
  read: readCreateAclsRequest,
  write: writeCreateAclsResponse,
  refuse: ({ creations }, error) => ({
    ...defaultCreateAclsResponse,
    results: creations.map(() => ({ ...error })),
  }),
});
