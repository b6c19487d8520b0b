import { expect, test } from "vitest";
import { parseDatabaseUrl } from "./database-url.js";

const URL_OF_MYSQL = "mysql://us%40er:p%23%25%2Fw@db.example.com/keys";
const PLACE = {
  dialect: "mysql",
  host: "db.example.com",
  user: "us@er",
  password: "p#%/w",
  database: "keys",
};

test("what follows sqlite: is the path of a file, and is not decoded", () => {
  expect(parseDatabaseUrl("sqlite:a b/c%20.sqlite")).toEqual({ dialect: "sqlite", path: "a b/c%20.sqlite" });
});

test.each([":memory:", "file:keys?mode=memory", "file::memory:", "http://127.0.0.1/keys", "libsql://keys"])(
  "what every program would have for itself, or not as a file, is refused: sqlite:%s",
  (path) => {
    expect(() => parseDatabaseUrl(`sqlite:${path}`)).toThrow(/^must be sqlite:<path>/);
  },
);

test("a path of Windows is one", () => {
  expect(parseDatabaseUrl("sqlite:C:\\keys.sqlite")).toEqual({ dialect: "sqlite", path: "C:\\keys.sqlite" });
});

test("user, password and database are decoded; the port is 3306 where none is named", () => {
  expect(parseDatabaseUrl(URL_OF_MYSQL)).toEqual({ ...PLACE, port: 3306 });
  expect(parseDatabaseUrl("mysql://[::1]:3307/keys")).toMatchObject({ host: "::1", port: 3307, user: "" });
});

test.each([
  ["REQUIRED", false, false],
  ["VERIFY_CA", true, false],
  ["VERIFY_IDENTITY", true, true],
])("ssl-mode=%s asks for TLS", (mode, rejectUnauthorized, verifyIdentity) => {
  const place = { ...PLACE, port: 3306, ssl: { rejectUnauthorized, verifyIdentity } };
  expect(parseDatabaseUrl(`${URL_OF_MYSQL}?ssl-mode=${mode}`)).toEqual(place);
});

test.each(["192.0.2.1", "[::1]"])(
  "VERIFY_IDENTITY is refused for the address %s, which no certificate would be checked against",
  (host) => {
    const url = `mysql://${host}/keys?ssl-mode=`;
    expect(() => parseDatabaseUrl(`${url}VERIFY_IDENTITY`)).toThrow(/^must name the host/);
    expect(parseDatabaseUrl(`${url}VERIFY_CA`)).toMatchObject({ ssl: { rejectUnauthorized: true } });
  },
);

test.each(["ssl=true", "ssl-mode=required", "ssl-mode=REQUIRED&ssl-ca=x", "ssl-mode=toString", "timezone=Z"])(
  "?%s is refused, rather than passed over",
  (query) => {
    expect(() => parseDatabaseUrl(`${URL_OF_MYSQL}?${query}`)).toThrow(/^must end in nothing or [^\n]*$/);
  },
);

test.each([
  "",
  "sqlite:",
  "postgres://u:secret@h/d",
  "mysql://h",
  "mysql://h/",
  "mysql://h/a/b",
  "mysql://u:secret@/d",
  "mysql://u:sec#ret@h/d",
  "mysql://u:sec%ret@h/d",
  "latchkey.sqlite",
])("%s is refused in one line that does not repeat it", (url) => {
  expect(() => parseDatabaseUrl(url)).toThrow(
    /^must be sqlite:<path> or mysql:\/\/user:password@host:port\/database[^\n]*$/,
  );
  expect(() => parseDatabaseUrl(url)).not.toThrow(/sec/);
});

test.each(["p#w", "p/w", "p?w", "p%w", "1:2/w"])(
  "the password %s, which breaks its URL, is answered with how it is written there",
  (password) => {
    expect(() => parseDatabaseUrl(`mysql://user:${password}@h/d`)).toThrow(/% as %25, \/ as %2F, # as %23$/);
  },
);
