import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import { givenVariables, numbersOf, valuesSent } from "./given.js";
import { EFFORTS, LIST_SIZES, type Numbers, QUESTION, SUMMED_DAYS, USER_ERRORS } from "./list-sizes.js";

/** Most types are wrapped once or not at all, so that each `ofType` inside another is rarer. */
const WRAPPED = 0.5;

/** What carrying out a document may produce. */
interface Cost {
  /** Objects, and what it takes to find them. */
  objects: number;
  /** Texts, numbers and the like in them, but for what type they are, and in the variables wherever they are used. */
  values: number;
  /** Over which calls are added up, for each field that does so: such fields ask together for all entries of a list. */
  days: number;
}

const NOTHING: Cost = { objects: 0, values: 0, days: 0 };

/** An operation to be carried out, with the variables as they were sent. */
interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation may produce: along lists it multiplies. Fields that a directive leaves out count like others.
 * The document is valid, and within the other limits: a fragment is measured wherever it is used.
 */
export function costOf({ schema, document, operation, variables }: Asked): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const given = givenVariables(operation, variables);
  const root = schema.getRootType(operation.operation);
  return root ? ofSet(operation.selectionSet, root, {}) : NOTHING;

  function ofSet(set: SelectionSetNode, type: GraphQLCompositeType, outer: Numbers): Cost {
    const sum = { ...NOTHING };
    for (const selection of set.selections) {
      const part =
        selection.kind === Kind.FIELD ? ofField(selection, type, outer) : ofFragment(selection, type, outer);
      sum.objects += part.objects;
      sum.values += part.values;
      sum.days += part.days;
    }
    return sum;
  }

  function ofFragment(
    selection: Exclude<SelectionNode, FieldNode>,
    type: GraphQLCompositeType,
    outer: Numbers,
  ): Cost {
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return NOTHING;
    const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    return ofSet(fragment.selectionSet, isCompositeType(condition) ? condition : type, outer);
  }

  function ofField(node: FieldNode, parent: GraphQLCompositeType, outer: Numbers): Cost {
    // Clients such as our dashboard's ask each object for it. Without another name it is there once, and counted with the object.
    if (node.name.value === TypeNameMetaFieldDef.name && node.alias === undefined) return NOTHING;
    const field = definitionOf(node.name.value, parent);
    if (field === undefined) return { ...NOTHING, values: 1 };
    const own = numbersOf(node, parent.name, field, given);
    const type = getNamedType(field.type);
    const times = timesOf(field, parent.name, own, outer);
    const effort = effortOf(field, parent.name);
    const sent = valuesSent(node, given);
    const days = SUMMED_DAYS[`${parent.name}.${field.name}`]?.(own) ?? 0;
    if (!isCompositeType(type) || node.selectionSet === undefined)
      return { objects: effort, values: sent + times, days };
    const inner = ofSet(node.selectionSet, type, own);
    return {
      objects: effort + times * (1 + inner.objects),
      values: sent + times * inner.values,
      days: days + inner.days,
    };
  }
}

function definitionOf(
  name: string,
  parent: GraphQLCompositeType,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return "getFields" in parent ? parent.getFields()[name] : undefined;
}

function timesOf(
  field: GraphQLField<unknown, unknown>,
  parent: string,
  own: Numbers,
  outer: Numbers,
): number {
  if (parent === "__Type" && field.name === "ofType") return WRAPPED;
  if (!isListType(getNullableType(field.type))) return 1;
  if (own.first !== undefined) return own.first;
  if (isPage(parent)) return outer.first ?? 100;
  const size = LIST_SIZES[`${parent}.${field.name}`] ?? USER_ERRORS;
  return typeof size === "number" ? size : size(own, outer);
}

function effortOf(field: GraphQLField<unknown, unknown>, parent: string): number {
  return isPage(getNamedType(field.type).name) ? QUESTION : (EFFORTS[`${parent}.${field.name}`] ?? 0);
}

function isPage(type: string): boolean {
  return type.endsWith("Connection");
}
