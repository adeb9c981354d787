import { API_KEYS } from './generated/api-keys.ts';

/** Versions from `min` to `max`, both included; none if `min` is above `max`. */
export interface Versions {
  readonly min: number;
  readonly max: number;
}

/** What is known of an API before any of its messages is looked at. */
export interface ApiKeyInfo {
  readonly key: number;
  /** Kafka's name without `Request` or `Response`. */
  readonly name: string;
  /** The versions that have codecs. */
  readonly versions: Versions;
  /** The versions that Apache Kafka 4.3 announces; none for what came later. */
  readonly announced: Versions;
  /** The first version in the flexible form of KIP-482, if there is one. */
  readonly flexibleFrom: number | undefined;
  readonly listeners: readonly ('broker' | 'controller')[];
}

const BY_KEY: ReadonlyMap<number, ApiKeyInfo> = new Map(API_KEYS.map((api) => [api.key, api]));

const API_VERSIONS_KEY = 18;

/** The API with this key, or `undefined` if there is none, also for the retired keys 4 to 7. */
export function apiKeyInfo(key: number): ApiKeyInfo | undefined {
  return BY_KEY.get(key);
}

/** Whether this version of an API is written in the flexible form. */
export function isFlexibleVersion(api: ApiKeyInfo, version: number): boolean {
  return api.flexibleFrom !== undefined && version >= api.flexibleFrom;
}

/** The version of the header before a request: 2 if it is flexible, else 1. */
export function requestHeaderVersion(api: ApiKeyInfo, version: number): 1 | 2 {
  return isFlexibleVersion(api, version) ? 2 : 1;
}

/**
 * The version of the header before a response: 1 if it is flexible, else 0. The response to
 * ApiVersions always has 0, since its reader may not know the version that was asked for (KIP-511).
 */
export function responseHeaderVersion(api: ApiKeyInfo, version: number): 0 | 1 {
  return api.key !== API_VERSIONS_KEY && isFlexibleVersion(api, version) ? 1 : 0;
}
