import type { CleanedWhere } from "better-auth/adapters";
import {
  And,
  Equal,
  type FindOperator,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  MoreThan,
  MoreThanOrEqual,
  Not,
  type ObjectLiteral,
} from "typeorm";

export type Condition = CleanedWhere;

/** One of better-auth's conditions. Text operators are not among them: none of what we switch on uses them. */
function operatorOf({ operator, value }: Condition): FindOperator<unknown> {
  const list = Array.isArray(value) ? value : [value];
  switch (operator) {
    case "eq":
      return value === null ? IsNull() : Equal(value);
    case "ne":
      return Not(value === null ? IsNull() : Equal(value));
    case "in":
      return In(list);
    case "not_in":
      return Not(In(list));
    case "lt":
      return LessThan(value);
    case "lte":
      return LessThanOrEqual(value);
    case "gt":
      return MoreThan(value);
    case "gte":
      return MoreThanOrEqual(value);
    default:
      throw new Error(`no condition ${operator}`);
  }
}

/**
 * better-auth's conditions as TypeORM takes them: all with AND hold, and one of those with OR, if there are any.
 * @throws for an operator that is not known here, rather than matching too much.
 */
export function whereOf(
  conditions: readonly Condition[],
): FindOptionsWhere<ObjectLiteral>[] | FindOptionsWhere<ObjectLiteral> {
  const all = conditions.filter(({ connector }) => connector === "AND");
  const any = conditions.filter(({ connector }) => connector === "OR");
  return any.length === 0 ? combine(all) : any.map((condition) => combine([...all, condition]));
}

function combine(conditions: readonly Condition[]): FindOptionsWhere<ObjectLiteral> {
  const where: Record<string, FindOperator<unknown>> = {};
  for (const condition of conditions) {
    const before = where[condition.field];
    const operator = operatorOf(condition);
    where[condition.field] = before ? And(before, operator) : operator;
  }
  return where;
}
