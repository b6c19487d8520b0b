import { Agent, request } from "node:http";

/** A key with the text of its token, which its owner is shown once. */
export interface Pair {
  id: string;
  key: string;
  token: string;
}

/** Somebody who is signed in at one server. */
export interface Owner {
  /** Runs a mutation. Gives its payload, and when the answer arrived (`performance.now()`). */
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  act(mutation: string, input: object, selection: string): Promise<{ payload: any; answeredAt: number }>;
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  query(document: string, variables?: object): Promise<any>;
  /** Creates a key for all APIs and any address. */
  makeKey(name: string): Promise<Pair>;
}

/** Mutations whose input is an `ApiKeyActionInput`; the input of any other is named after it. */
const ACTIONS = new Set(["enableApiKey", "disableApiKey", "deleteApiKey", "deleteRetiringToken"]);

export async function signIn(url: string, person: { email: string; password: string }): Promise<Owner> {
  const headers = { Origin: url, "Content-Type": "application/json" };
  const agent = new Agent({ keepAlive: true });
  const signedIn = await post(agent, `${url}/api/auth/sign-in/email`, headers, person);
  if (signedIn.status !== 200) throw new Error(`signing in: ${signedIn.status}`);
  const cookie = signedIn.cookies.map((line) => line.split(";")[0]).join("; ");

  async function ask(query: string, variables: object) {
    const body = { query, variables };
    const { status, text, answeredAt } = await post(
      agent,
      `${url}/graphql`,
      { ...headers, Cookie: cookie },
      body,
    );
    const { data, errors } = JSON.parse(text);
    if (errors) throw Object.assign(new Error(JSON.stringify(errors)), { status });
    return { data, answeredAt };
  }
  const act: Owner["act"] = async (mutation, input, selection) => {
    const type = ACTIONS.has(mutation)
      ? "ApiKeyAction"
      : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
    const document = `mutation ($input: ${type}Input!) { payload: ${mutation}(input: $input) { ${selection} } }`;
    const { data, answeredAt } = await ask(document, { input });
    return { payload: data.payload, answeredAt };
  };
  return {
    act,
    query: async (document, variables = {}) => (await ask(document, variables)).data,
    async makeKey(name) {
      const { payload } = await act("createApiKey", { name }, "apiKey { id key } token errors { code }");
      return { ...payload.apiKey, token: payload.token };
    },
  };
}

interface Posted {
  status: number;
  cookies: string[];
  text: string;
  answeredAt: number;
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: object): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("end", () => {
        const cookies = response.headers["set-cookie"] ?? [];
        resolve({ status: response.statusCode ?? 0, cookies, text, answeredAt: performance.now() });
      });
    });
    sent.once("error", reject);
    sent.end(JSON.stringify(body));
  });
}
