import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FieldDeclaration } from '@odradek/protocol/schema';

import { structCost, wireBytesMin } from './field-types.ts';
import { type MessageModel, modelMessage, type StructModel } from './message-model.ts';

function model(
  fields: readonly FieldDeclaration[],
  versions = '0-5',
  flexible = '2+',
): MessageModel {
  return modelMessage({
    name: 'TestRequest',
    about: '',
    versions,
    flexible,
    keepsUnknownTaggedFields: false,
    fields,
    typeName: (name) => name,
  });
}

function struct(message: MessageModel, name: string): StructModel {
  const found = message.structs.find((each) => each.name === name);
  assert(found !== undefined);
  return found;
}

const NAME: FieldDeclaration = { name: 'name', type: 'string' };
const ID: FieldDeclaration = { name: 'id', type: 'int32', versions: '3+' };

test('versions that cannot be read are an error that shows them', () => {
  assert.throws(() => model([], 'all'), { message: /^"all" are no versions: write 4, 4-18/ });
  assert.throws(() => model([{ ...NAME, versions: '3-' }]), { message: /^"3-" are no versions/ });
  assert.throws(() => model([{ ...NAME, nullable: '' }]), { message: /^"" are no versions/ });
});

test('a struct that lists no fields is an error that names message, field and struct', () => {
  assert.throws(() => model([{ name: 'topics', type: '[]Topic' }]), {
    message: 'TestRequest.topics: struct Topic lists no fields.',
  });
});

test('two structs of one name with different fields are an error', () => {
  const fields: FieldDeclaration[] = [
    { name: 'first', type: 'Topic', fields: [NAME] },
    { name: 'second', type: 'Topic', fields: [ID] },
  ];
  assert.throws(() => model(fields), {
    message: 'TestRequest: two structs Topic have different fields.',
  });
});

test('fields that no version of the message carries are left out', () => {
  const message = model([{ ...NAME, versions: '0-2' }, ID], '4-5');
  assert.deepEqual(
    message.root.fields.map((field) => field.name),
    ['id'],
  );
});

test('the ranges of a field lie within those of the message', () => {
  const [field] = model([{ ...ID, nullable: '0+' }]).root.fields;
  assert.deepEqual(field?.versions, { min: 3, max: 5 });
  assert.deepEqual(field?.nullable, { min: 3, max: 5 });
  assert.deepEqual(model([]).flexible, { min: 2, max: 5 });
  assert.deepEqual(model([], '0-1').flexible, { min: 0, max: -1 });
});

test('a struct that stands in two places is read in the versions of both', () => {
  const message = model([
    { name: 'old', type: '[]Topic', versions: '0-1', fields: [NAME, ID] },
    { name: 'later', type: '[]Topic', versions: '4+', fields: [NAME, ID] },
  ]);
  const topic = struct(message, 'Topic');
  assert.deepEqual(topic.versions, { min: 0, max: 5 });
  assert.deepEqual(
    topic.fields.map((field) => field.name),
    ['name', 'id'],
  );
  assert.equal(message.root.fields[0]?.type, topic);
  assert.equal(message.structs.at(-1), message.root);
});

test('inner structs stand before the structs that hold them', () => {
  const message = model([
    {
      name: 'topics',
      type: '[]Topic',
      fields: [{ name: 'partitions', type: '[]Partition', fields: [ID] }],
    },
  ]);
  assert.deepEqual(
    message.structs.map((each) => each.name),
    ['Partition', 'Topic', 'TestRequest'],
  );
});

test('the fewest bytes of a struct count only fields of all its versions that have no tag', () => {
  const fields: FieldDeclaration[] = [
    NAME,
    ID,
    { name: 'epoch', type: 'int64' },
    { name: 'rack', type: 'string', versions: '2+', tag: 0 },
    { name: 'replicas', type: '[]int32' },
    { name: 'leader', type: 'Leader', nullable: '0+', fields: [{ name: 'id', type: 'int32' }] },
  ];
  const message = model([{ name: 'topics', type: '[]Topic', fields }]);
  assert.equal(wireBytesMin(struct(message, 'Topic')), 1 + 8 + 1 + 1);
  assert.equal(wireBytesMin(struct(message, 'Leader')), 4);
});

test('the cost of a struct counts every field, also of the structs in it', () => {
  const fields: FieldDeclaration[] = [
    { name: 'epoch', type: 'int64' },
    { name: 'leader', type: 'Leader', fields: [{ name: 'id', type: 'int32' }] },
  ];
  const message = model([{ name: 'topics', type: '[]Topic', fields }]);
  const leader = structCost(struct(message, 'Leader'));
  assert.equal(leader, 24 + 8);
  assert.equal(structCost(struct(message, 'Topic')), 24 + 40 + 8 + leader);
});
