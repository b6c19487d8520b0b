import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from "graphql";
import { expect, it } from "vitest";
import { buildApiSchema } from "./schema.js";

it("describes every type, field, argument and enum value", () => {
  const undescribed: string[] = [];
  const look = (name: string, { description }: { description?: string | null }) => {
    if (!description) undescribed.push(name);
  };
  for (const type of Object.values(buildApiSchema().getTypeMap())) {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) continue;
    if (type.name !== "Query" && type.name !== "Mutation") look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
      }
  }
  expect(undescribed).toEqual([]);
});
