import { ApiKey, ErrorCode } from '@odradek/protocol';
import {
  type Coordinator,
  defaultCoordinator,
  defaultFindCoordinatorResponse,
  type FindCoordinatorRequest,
  readFindCoordinatorRequest,
  writeFindCoordinatorResponse,
} from '@odradek/protocol/messages/10-find-coordinator';

import type { ScriptedCluster } from './scripted-cluster.ts';

const VERSION_WITH_KEYS = 4;

/** Which broker of a scripted cluster coordinates which group. */
export class ScriptedGroups {
  /** The broker of each group, or a code of an error; broker 1 coordinates all others. */
  readonly coordinators: Map<string, number | { readonly errorCode: number }> = new Map();
  /** What was asked for, in order. */
  readonly lookups: FindCoordinatorRequest[] = [];

  constructor(cluster: ScriptedCluster) {
    cluster.script(ApiKey.FindCoordinator, {
      read: readFindCoordinatorRequest,
      write: writeFindCoordinatorResponse,
      answer: (request, { version }) => {
        this.lookups.push(request);
        if (version < VERSION_WITH_KEYS) {
          return { ...defaultFindCoordinatorResponse, ...this.coordinatorOf(request.key) };
        }
        const coordinators = request.coordinatorKeys.map((key) => this.coordinatorOf(key));
        return { ...defaultFindCoordinatorResponse, coordinators };
      },
    });
  }

  private coordinatorOf(key: string): Coordinator {
    const found = this.coordinators.get(key) ?? 1;
    if (typeof found !== 'number') return { ...defaultCoordinator, key, nodeId: -1, ...found };
    const errorCode = ErrorCode.NONE;
    return {
      ...defaultCoordinator,
      key,
      nodeId: found,
      host: 'broker',
      port: 9090 + found,
      errorCode,
    };
  }
}
