import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from "graphql";

/** A place of the API where the caller names something by its id or sid. */
export interface NamingPlace {
  /** Such as "Mutation.updateApiKey(input.id)". */
  name: string;
  parent: string;
  field: GraphQLField<unknown, unknown>;
  argument: GraphQLArgument;
  /** From the argument down to the name: ["input", "id"], say. */
  path: string[];
}

/** Every argument, and every field of an input at any depth, by which the caller names something. */
export function namingPlacesOf(schema: GraphQLSchema): NamingPlace[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => Object.values(type.getFields()).flatMap((field) => placesOf(type.name, field)));
}

function placesOf(parent: string, field: GraphQLField<unknown, unknown>): NamingPlace[] {
  return field.args.flatMap((argument) =>
    namesIn(argument).map((path) => ({
      name: `${parent}.${field.name}(${path.join(".")})`,
      parent,
      field,
      argument,
      path,
    })),
  );
}

function namesIn(
  { name, type }: GraphQLArgument | GraphQLInputField,
  within: readonly GraphQLNamedType[] = [],
): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named))
    return named.name === "ID" || /^(id|sid)s?$|(Id|Sid)s?$/.test(name) ? [[name]] : [];
  if (within.includes(named)) return [];
  const fields = Object.values(named.getFields());
  return fields.flatMap((field) => namesIn(field, [...within, named]).map((path) => [name, ...path]));
}
