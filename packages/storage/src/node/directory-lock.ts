import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isMissingFile } from '../ports/file-system.ts';
import { type DirectoryLock, directoryLockedError } from '../log-manager/directory-lock.ts';
import { askOwner, closeServer, listenAsOwner } from './owner-socket.ts';

/** Where the owners of a directory announce themselves. */
interface MeetingPlace {
  readonly folder: string;
  /** What the names of the sockets begin with. */
  readonly prefix: string;
}

/** A path of a socket has room for this many bytes on the systems that there are. */
const SOCKET_PATH_BYTES_MAX = 103;
const UNIQUE_BYTES = 6;
/** What binding fails with where a path is too long or the file system has no sockets. */
const NO_SOCKETS = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM']);

/**
 * Takes a data directory for this process. Rejects with `ODRADEK_DIRECTORY_LOCKED` if another one,
 * or this one, has it.
 *
 * Each owner listens on a socket of its own in the directory and then looks for the sockets of
 * others: one that answers is an owner, one that does not is left from a process that is gone,
 * however it ended. Since everybody announces itself before it looks, two never both succeed.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = await fs.realpath(directory);
  if (process.platform === 'win32') return lockPipe(path);
  const own = await announce({ folder: path, prefix: '.odradek-owner-' }, path);
  try {
    const owner = await findOtherOwner(own);
    if (owner === undefined) return own;
    throw directoryLockedError(directory, owner);
  } catch (error) {
    await own.release();
    throw error;
  }
}

/** Serves all processes that see the same temporary folder. */
async function placeInTemporaryFolder(path: string): Promise<MeetingPlace> {
  const { dev, ino } = await fs.stat(path);
  return { folder: await fs.realpath(tmpdir()), prefix: `odradek-owner-${dev}-${ino}-` };
}

/** An owner that everybody can see. */
interface AnnouncedOwner extends DirectoryLock {
  readonly place: MeetingPlace;
  /** Of its socket. */
  readonly name: string;
}

async function announce(place: MeetingPlace, directory: string): Promise<AnnouncedOwner> {
  try {
    return await announceAt(place);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !NO_SOCKETS.has(String(error.code))) {
      throw error;
    }
    return announceAt(await placeInTemporaryFolder(directory));
  }
}

async function announceAt(place: MeetingPlace): Promise<AnnouncedOwner> {
  const unique = randomBytes(UNIQUE_BYTES).toString('hex');
  const name = place.prefix + unique;
  const path = join(place.folder, name);
  // Under its name the socket is seen only once it listens, so that silence means gone.
  const server = await listenIn(place.folder, `.odradek-new-${unique}`, path);
  const release = async (): Promise<void> => {
    await fs.rm(path, { force: true });
    await closeServer(server);
  };
  return { place, name, release };
}

/** Listens under one name and then takes another. */
async function listenIn(folder: string, name: string, target: string): Promise<Server> {
  const temporary = join(folder, name);
  return withSocketPath(folder, name, async (socketPath) => {
    const server = await listenAsOwner(socketPath);
    try {
      await fs.rename(temporary, target);
      return server;
    } catch (error) {
      await closeServer(server);
      throw error;
    }
  });
}

async function findOtherOwner(own: AnnouncedOwner): Promise<string | undefined> {
  const { folder, prefix } = own.place;
  for (const name of await fs.readdir(folder)) {
    if (!name.startsWith(prefix) || name === own.name) continue;
    const owner = await withSocketPath(folder, name, askOwner);
    if (owner !== undefined) return owner;
    await fs.rm(join(folder, name), { force: true });
  }
  return undefined;
}

/** Gives a path for a socket that is short enough: on Linux, if need be, through an open folder. */
async function withSocketPath<Result>(
  folder: string,
  name: string,
  action: (path: string) => Promise<Result>,
): Promise<Result> {
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES_MAX) return action(path);
  const handle = await fs.open(folder, constants.O_RDONLY);
  try {
    return await action(`/proc/self/fd/${handle.fd}/${name}`);
  } catch (error) {
    if (!isMissingFile(error)) throw error;
    throw Object.assign(new Error(`${path} is too long for a socket`), { code: 'EINVAL' });
  } finally {
    await handle.close();
  }
}

/** A named pipe of Windows has one owner, and is gone with it. */
async function lockPipe(directory: string): Promise<DirectoryLock> {
  const { dev, ino } = await fs.stat(directory, { bigint: true });
  const path = `\\\\.\\pipe\\odradek-owner-${dev}-${ino}`;
  try {
    const server = await listenAsOwner(path);
    return { release: () => closeServer(server) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw directoryLockedError(directory, (await askOwner(path)) ?? 'another process');
  }
}
