import type { JoinGroupRequestProtocol } from '@odradek/protocol/messages/11-join-group';

/** The protocols that a member supports, such as assignors, with what it says for each; best first. */
export class MemberProtocols {
  private readonly list: readonly JoinGroupRequestProtocol[];

  /** Copies the metadata, which may lie in the memory of a request. */
  constructor(protocols: readonly JoinGroupRequestProtocol[]) {
    this.list = protocols.map(({ name, metadata }) => ({ name, metadata: Buffer.from(metadata) }));
  }

  /** Without duplicates, best first. */
  names(): ReadonlySet<string> {
    return new Set(this.list.map(({ name }) => name));
  }

  /** All of them, best first. */
  all(): readonly JoinGroupRequestProtocol[] {
    return this.list;
  }

  /** What the member says for a protocol; `undefined` if it does not support it. */
  metadata(name: string): Buffer | undefined {
    return this.list.find((protocol) => protocol.name === name)?.metadata;
  }

  /** The one it likes best of `candidates`; `undefined` if it supports none. */
  vote(candidates: ReadonlySet<string>): string | undefined {
    return this.list.find(({ name }) => candidates.has(name))?.name;
  }

  /** Whether names, metadata and their order are the same. */
  equals(protocols: readonly JoinGroupRequestProtocol[]): boolean {
    return (
      protocols.length === this.list.length &&
      this.list.every(({ name, metadata }, index) => {
        const other = protocols[index];
        return other?.name === name && metadata.equals(other.metadata);
      })
    );
  }
}
