import {
  defaultUpdateFeaturesResponse,
  readUpdateFeaturesRequest,
  type UpdateFeaturesRequest,
  type UpdateFeaturesResponse,
  writeUpdateFeaturesResponse,
} from '@odradek/protocol/messages/57-update-features';

import type { RequestHandler } from '../../request/handler.ts';
import { defineRefusal } from './refusal.ts';

/** UpdateFeatures, refused. */
export const updateFeatures: RequestHandler = defineRefusal<
  UpdateFeaturesRequest,
  UpdateFeaturesResponse
>({
  apiKey: 57,
  read: readUpdateFeaturesRequest,
  write: writeUpdateFeaturesResponse,
  refuse: (_request, error) => ({ ...defaultUpdateFeaturesResponse, ...error }),
});
