import {
  type AlterUserScramCredentialsRequest,
  type AlterUserScramCredentialsResponse,
  defaultAlterUserScramCredentialsResponse,
  readAlterUserScramCredentialsRequest,
  writeAlterUserScramCredentialsResponse,
} from '@odradek/protocol/messages/51-alter-user-scram-credentials';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** AlterUserScramCredentials, refused. Each user is answered once. */
export const alterUserScramCredentials: RequestHandler = defineRefusal<
  AlterUserScramCredentialsRequest,
  AlterUserScramCredentialsResponse
>({
  apiKey: 51,
  read: readAlterUserScramCredentialsRequest,
  write: writeAlterUserScramCredentialsResponse,
  refuse: ({ deletions, upsertions }, error) => {
    const names = new Set([...deletions, ...upsertions].map(({ name }) => name));
    return {
      ...defaultAlterUserScramCredentialsResponse,
      results: Array.from(names, (user) => ({ ...error, user })),
    };
  },
});
