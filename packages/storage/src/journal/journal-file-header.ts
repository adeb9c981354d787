import { crc32c, KafkaError } from '@odradek/base';

import { BLOCK_BYTES, FORMAT_VERSION, SALT_BYTES } from './frame.ts';

/** The files of a journal are `odradek-journal-00000001` and so on: Kafka ignores such files. */
const NAME = /^odradek-journal-(\d{8})$/;
const NUMBER_DIGITS = 8;

const MAGIC: Buffer = Buffer.from('odradek-journal\n');

/*
 * The first block of a file:
 *
 *    0 "odradek-journal\n"  16 bytes
 *   16 format version       u32, little endian
 *   20 salt                 8 bytes
 *   28 CRC-32C              u32 of what is before it
 */
const VERSION = 16;
const SALT = 20;
const CRC = SALT + SALT_BYTES;

/** The name of the file with a number from 1 on. */
export function journalFileName(number: number): string {
  return `odradek-journal-${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** The number in the name of a file of a journal, or `undefined` if it is another file. */
export function parseJournalFileName(name: string): number | undefined {
  const [, digits] = NAME.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Writes the first block of a file. The salt is random: what a file had before, or a batch that looks
 * like a frame, is then never taken for one.
 */
export function writeFileHeader(block: Buffer, salt: Buffer): void {
  block.fill(0, 0, BLOCK_BYTES);
  block.set(MAGIC, 0);
  block.writeUInt32LE(FORMAT_VERSION, VERSION);
  block.set(salt, SALT);
  block.writeUInt32LE(crc32c(block.subarray(0, CRC)), CRC);
}

/**
 * The salt in the first block of a file; `undefined` if the block is none, as it is if the creation
 * of the file was interrupted. Raises `ODRADEK_JOURNAL_VERSION` if a newer version has written it.
 */
export function readFileHeader(path: string, block: Buffer): Buffer | undefined {
  if (!MAGIC.equals(block.subarray(0, MAGIC.byteLength))) return undefined;
  if (block.byteLength < CRC + 4) return undefined;
  checkFormatVersion(path, block.readUInt32LE(VERSION));
  if (block.readUInt32LE(CRC) !== crc32c(block.subarray(0, CRC))) return undefined;
  return Buffer.from(block.subarray(SALT, CRC));
}

/** Raises `ODRADEK_JOURNAL_VERSION` for what a newer version has written. */
export function checkFormatVersion(path: string, version: number): void {
  if (version <= FORMAT_VERSION) return;
  throw new KafkaError(
    'ODRADEK_JOURNAL_VERSION',
    `${path} has format ${version} and this Odradek knows formats up to ${FORMAT_VERSION}: ` +
      'a newer one has written it. Start that version again and stop it with SIGTERM, which ' +
      'leaves nothing to do in the journal; then remove its odradek-journal-* files.',
  );
}
