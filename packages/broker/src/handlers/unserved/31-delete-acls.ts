import {
  defaultDeleteAclsResponse,
  type DeleteAclsRequest,
  type DeleteAclsResponse,
  readDeleteAclsRequest,
  writeDeleteAclsResponse,
} from '@odradek/protocol/messages/31-delete-acls';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** DeleteAcls, refused. */
export const deleteAcls: RequestHandler = defineRefusal<DeleteAclsRequest, DeleteAclsResponse>({
  apiKey: 31,
  read: readDeleteAclsRequest,
  write: writeDeleteAclsResponse,
  refuse: ({ filters }, error) => ({
    ...defaultDeleteAclsResponse,
    filterResults: filters.map(() => ({ ...error, matchingAcls: [] })),
  }),
});
