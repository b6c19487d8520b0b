import { type ApolloClient, gql } from "@apollo/client";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from "graphql";

/** The schema as the server has it, in GraphQL's own language. A module of its own, since few ask for it. */
export async function readSchema(client: ApolloClient): Promise<string> {
  const { data } = await client.query<IntrospectionQuery>({
    query: gql(getIntrospectionQuery()),
    fetchPolicy: "no-cache",
  });
  if (!data) throw new Error("no answer");
  return `${printSchema(buildClientSchema(data))}\n`;
}
