import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import type { KafkaTools } from '../apache-kafka/kafka-tools.ts';
import type { Step } from '../comparison/script.ts';
import { endChild, startChild } from '../process/child-processes.ts';

const CONSUMER_GROUP_COMMAND = 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand';
const OPTIONS = [
  '-X',
  'enable.auto.commit=false',
  '-X',
  'session.timeout.ms=40000',
  '-X',
  'heartbeat.interval.ms=500',
];
const SETTLES_MS_MAX = 30_000;
const POLL_MS = 200;

/** A member of a group, which its client id names. */
export interface GroupMember {
  readonly group: string;
  readonly topic: string;
  readonly clientId: string;
  /** Makes it a static member. */
  readonly instanceId?: string;
}

/** kcat as members of groups that stay until they are told to leave. They commit nothing. */
export class GroupMembers implements AsyncDisposable {
  private readonly tools: KafkaTools;
  private readonly children = new Map<string, ChildProcess>();

  /** `tools` are asked whether a group has settled. */
  constructor(tools: KafkaTools) {
    this.tools = tools;
  }

  /** The step in which a member joins; done when the group is stable with so many members. */
  joins({ group, topic, clientId, instanceId }: GroupMember, members: number): Step {
    return {
      name: `kcat joins ${group} as ${clientId}`,
      run: async (bootstrapServer) => {
        const identity = ['-X', `client.id=${clientId}`];
        if (instanceId !== undefined) identity.push('-X', `group.instance.id=${instanceId}`);
        const args = ['-q', '-b', bootstrapServer, ...OPTIONS, ...identity, '-G', group, topic];
        const child = startChild('kcat', args, { stdio: 'ignore' });
        this.children.set(`${bootstrapServer} ${clientId}`, child);
        await this.untilSettled(bootstrapServer, group, members);
        return { code: 0, stdout: '', stderr: '' };
      },
    };
  }

  /** The step in which a member leaves in order; done when the group is stable with so many others. */
  leaves({ group, clientId }: GroupMember, members: number): Step {
    return {
      name: `kcat leaves ${group} as ${clientId}`,
      run: async (bootstrapServer) => {
        await this.end(bootstrapServer, clientId, 'SIGTERM');
        await this.untilSettled(bootstrapServer, group, members);
        return { code: 0, stdout: '', stderr: '' };
      },
    };
  }

  /** The step in which a member is killed, which its group learns when its session times out. */
  isKilled({ group, clientId }: GroupMember): Step {
    return {
      name: `kcat is killed as ${clientId} of ${group}`,
      run: async (bootstrapServer) => {
        await this.end(bootstrapServer, clientId, 'SIGKILL');
        return { code: 0, stdout: '', stderr: '' };
      },
    };
  }

  /** Ends them without a word. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.children.values()) await endChild(child, 'SIGKILL');
  }

  private async end(address: string, clientId: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.children.get(`${address} ${clientId}`);
    if (child !== undefined) await endChild(child, signal);
  }

  private async untilSettled(address: string, group: string, members: number): Promise<void> {
    const deadline = performance.now() + SETTLES_MS_MAX;
    const state = members === 0 ? 'Empty' : 'Stable';
    const settled = new RegExp(`^${group}\\s.*\\s${state}\\s+${members}\\s*$`, 'm');
    const args = ['--bootstrap-server', address, '--describe', '--group', group, '--state'];
    let said = '';
    while (performance.now() < deadline) {
      const { stdout, stderr } = await this.tools.run(CONSUMER_GROUP_COMMAND, args);
      if (settled.test(stdout)) return;
      said = `${stdout}${stderr}`;
      await sleep(POLL_MS);
    }
    throw new Error(`${group} is not ${state} with ${members} members:\n${said}`);
  }
}
