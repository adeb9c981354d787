import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Commit, CommittedOffsets, type OffsetDeletion } from './committed-offsets.ts';

const REGISTER = 'readers/orders-0';
const RETENTION_MS = 1_000;

/** What is committed for one partition by turns, and fetched. */
class Scene {
  nowMs = 0;
  readonly offsets = new CommittedOffsets({
    retentionMs: RETENTION_MS,
    nowMs: () => this.nowMs,
  });

  send(offset: number): Commit {
    return this.offsets.commit(REGISTER, `commit of ${offset}`, offset);
  }

  accept(...changes: readonly (Commit | OffsetDeletion)[]): void {
    for (const change of changes) change.fate = { type: 'accepted', at: this.offsets.now() };
  }

  commit(offset: number): Commit {
    const commit = this.send(offset);
    this.accept(commit);
    return commit;
  }

  fetch(offset: number): void {
    this.answer(this.offsets.now(), offset);
  }

  /** Answers a request that was sent at that time. */
  answer(from: number, offset: number): void {
    const name = offset < 0 ? '' : `commit of ${offset}`;
    this.offsets.fetched(REGISTER, { from, to: this.offsets.now() }, { offset, name });
  }

  fails(offset: number, invariant: string): void {
    assert.throws(() => this.fetch(offset), { invariant });
  }
}

test('the last commit is fetched, and nothing before the first', () => {
  const scene = new Scene();
  scene.fetch(-1);
  for (const offset of [1, 2]) {
    scene.commit(offset);
    scene.fetch(offset);
  }
});

test('of commits that are under way any may come, each once', () => {
  const scene = new Scene();
  const commits = [scene.send(1), scene.send(2)];
  scene.fetch(-1);
  scene.fetch(2);
  scene.fetch(1);
  scene.accept(...commits);
  scene.fetch(1);
  scene.fails(2, 'a committed offset does not go back');
});

test('a commit that nobody has heard of may come late', () => {
  const scene = new Scene();
  scene.send(1);
  scene.commit(2);
  scene.fetch(2);
  scene.fetch(1);
});

test('a request that was sent before may be answered with what was there then', () => {
  const scene = new Scene();
  scene.commit(1);
  const from = scene.offsets.now();
  scene.commit(2);
  scene.fetch(2);
  scene.answer(from, 1);
});

test('an accepted commit that is not there is told', () => {
  const scene = new Scene();
  scene.commit(1);
  scene.commit(2);
  scene.fails(1, 'a committed offset stays until a later one is accepted');
  scene.fails(-1, 'a committed offset stays until a later one is accepted');
});

test('a commit that was fetched and is gone is told, although nobody was told that it was accepted', () => {
  const scene = new Scene();
  scene.commit(1);
  scene.send(2);
  scene.fetch(2);
  scene.fails(1, 'a committed offset that was fetched does not vanish');
});

test('a refused commit that is fetched is told', () => {
  const scene = new Scene();
  scene.send(1).fate = { type: 'refused', code: 'ILLEGAL_GENERATION' };
  scene.fails(1, 'a commit that was refused is never fetched');
});

test('an offset that nobody has committed is told', () => {
  new Scene().fails(7, 'only what was committed is fetched');
});

test('a deletion takes what was committed before, not what is committed later', () => {
  const scene = new Scene();
  scene.commit(1);
  const deletion = scene.offsets.delete(REGISTER);
  scene.fetch(1);
  scene.accept(deletion);
  scene.fails(1, 'a committed offset stays until a later one is accepted');
  scene.fetch(-1);
  scene.fails(1, 'a committed offset does not go back');
  scene.commit(2);
  scene.fails(-1, 'a committed offset stays until a later one is accepted');
});

test('a deletion that was refused takes nothing', () => {
  const scene = new Scene();
  scene.commit(1);
  scene.offsets.delete(REGISTER).fate = { type: 'refused', code: 'GROUP_SUBSCRIBED_TO_TOPIC' };
  scene.fails(-1, 'a committed offset stays until a later one is accepted');
});

test('an offset may be gone after its retention, not before', () => {
  const scene = new Scene();
  scene.commit(1);
  scene.nowMs = RETENTION_MS - 1;
  scene.fails(-1, 'a committed offset stays until a later one is accepted');
  scene.nowMs = RETENTION_MS;
  scene.fetch(-1);
});

test('an offset may have expired while another commit was under way', () => {
  const scene = new Scene();
  scene.commit(1);
  scene.nowMs = RETENTION_MS;
  scene.send(2);
  scene.fetch(-1);
});
