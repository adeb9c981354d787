import {
  type FieldDeclaration,
  type PrimitiveType,
  intersectVersions,
  isEmptyRange,
  parseVersions,
  type VersionRange,
} from '@odradek/protocol/schema';

/** A declared message with all ranges of versions worked out. */
export interface MessageModel {
  /** Kafka's name, such as `FetchRequest`. */
  readonly name: string;
  readonly about: string;
  readonly versions: VersionRange;
  readonly flexible: VersionRange;
  /** Whether tagged fields that we do not know are kept, to be passed on. */
  readonly keepsUnknownTaggedFields: boolean;
  /** The message itself as a struct. */
  readonly root: StructModel;
  /** Every struct of the message, inner ones first, the message itself last. */
  readonly structs: readonly StructModel[];
}

/** A struct of one message. */
export interface StructModel {
  /** The name of the TypeScript type. */
  readonly name: string;
  readonly about: string;
  /** The versions of the message in which the struct can stand. */
  readonly versions: VersionRange;
  readonly fields: readonly FieldModel[];
}

/** A field; `versions` and `nullable` lie within the versions of the struct. */
export interface FieldModel {
  readonly name: string;
  readonly about: string | undefined;
  readonly isArray: boolean;
  /** The type of the field or of its elements. */
  readonly type: PrimitiveType | StructModel;
  readonly versions: VersionRange;
  readonly nullable: VersionRange;
  readonly tag: number | undefined;
  readonly declaration: FieldDeclaration;
}

/** What a message is made from. */
export interface MessageSource {
  readonly name: string;
  readonly about: string;
  readonly versions: string;
  readonly flexible: string;
  readonly keepsUnknownTaggedFields: boolean;
  readonly fields: readonly FieldDeclaration[];
  /** Gives a struct the name of its type, which must be unique in its file. */
  readonly typeName: (structName: string) => string;
}

/**
 * Works out a message. Raises an `Error` if two structs of the same name differ, or if a field says
 * that it is a struct and lists no fields.
 */
export function modelMessage(source: MessageSource): MessageModel {
  const versions = parseVersions(source.versions);
  const structs = new Map<string, { text: string; model: StructModel }>();
  const flexible = intersectVersions(parseVersions(source.flexible), versions);
  const fields = modelFields(source.fields, versions, source, structs);
  const root: StructModel = { name: source.name, about: source.about, versions, fields };
  return {
    name: source.name,
    about: source.about,
    versions,
    flexible,
    keepsUnknownTaggedFields: source.keepsUnknownTaggedFields,
    root,
    structs: [...[...structs.values()].map((struct) => struct.model), root],
  };
}

type StructsByName = Map<string, { text: string; model: StructModel }>;

function modelFields(
  declarations: readonly FieldDeclaration[],
  versions: VersionRange,
  source: MessageSource,
  structs: StructsByName,
): FieldModel[] {
  const fields: FieldModel[] = [];
  for (const declaration of declarations) {
    const carried = intersectVersions(parseVersions(declaration.versions ?? '0+'), versions);
    if (isEmptyRange(carried)) continue;
    fields.push(modelField(declaration, carried, source, structs));
  }
  return fields;
}

function modelField(
  declaration: FieldDeclaration,
  versions: VersionRange,
  source: MessageSource,
  structs: StructsByName,
): FieldModel {
  const isArray = declaration.type.startsWith('[]');
  const typeName = isArray ? declaration.type.slice(2) : declaration.type;
  const type = /^[A-Z]/.test(typeName)
    ? modelStruct(typeName, declaration, versions, source, structs)
    : (typeName as PrimitiveType);
  return {
    name: declaration.name,
    about: declaration.about,
    isArray,
    type,
    versions,
    nullable: intersectVersions(parseVersions(declaration.nullable ?? 'none'), versions),
    tag: declaration.tag,
    declaration,
  };
}

function modelStruct(
  structName: string,
  declaration: FieldDeclaration,
  versions: VersionRange,
  source: MessageSource,
  structs: StructsByName,
): StructModel {
  if (declaration.fields === undefined) {
    throw new Error(`${source.name}.${declaration.name}: struct ${structName} lists no fields.`);
  }
  const text = JSON.stringify(declaration.fields);
  const known = structs.get(structName);
  if (known === undefined)
    return addStruct(structName, declaration.fields, versions, source, structs);
  if (known.text !== text) {
    throw new Error(`${source.name}: two structs ${structName} have different fields.`);
  }
  return widenStruct(structName, known, declaration.fields, versions, source, structs);
}

function addStruct(
  structName: string,
  declarations: readonly FieldDeclaration[],
  versions: VersionRange,
  source: MessageSource,
  structs: StructsByName,
): StructModel {
  const fields = modelFields(declarations, versions, source, structs);
  const name = source.typeName(structName);
  const model: StructModel = { name, about: '', versions, fields };
  structs.set(structName, { text: JSON.stringify(declarations), model });
  return model;
}

/** A struct that stands in several places is read in the versions of all of them. */
function widenStruct(
  structName: string,
  known: { text: string; model: StructModel },
  declarations: readonly FieldDeclaration[],
  versions: VersionRange,
  source: MessageSource,
  structs: StructsByName,
): StructModel {
  const before = known.model.versions;
  const wide = { min: Math.min(before.min, versions.min), max: Math.max(before.max, versions.max) };
  if (wide.min === before.min && wide.max === before.max) return known.model;
  const fields = modelFields(declarations, wide, source, structs);
  // The model is shared with fields that were worked out before, so it is changed in place.
  Object.assign(known.model, { versions: wide, fields });
  return structs.get(structName)?.model ?? known.model;
}
