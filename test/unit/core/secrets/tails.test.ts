import assert from "node:assert/strict";
import fc from "fast-check";
import { redactText } from "../../../../src/core/audit/redact.ts";

/**
 * Values are made of parts that stand nowhere else, with signs between them: whatever part is left in the text is a
 * leak, however small.
 */
interface Way {
  /** Signs that can stand in a value there. */
  readonly signs: string;
  write(value: string): string;
}

const anySign = "&;|<>(){}[]#%^~!?*=+,.:/@$-_";
const bare = (write: Way["write"], signs = anySign): Way => ({ signs, write });
/** As it is written inside of quotes, where blanks can stand too and a quote is written as there. */
const inside = (quote: string, escaped: string, write: Way["write"]): Way => ({
  signs: `${anySign} ${quote}`,
  write: (value) => write(value.replaceAll(quote, escaped)),
});
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const jsonWay = (write: Way["write"]): Way => ({ signs: `${anySign} "'`, write: (value) => write(json(value)) });
const shellSafe = (text: string) => text.replace(/["\\$`]/g, "\\$&");

const ways: Readonly<Record<string, Way>> = {
  "a shell's assignment": bare((v) => `PASSWORD=${v} ./deploy --now`),
  "a shell's assignment alone": bare((v) => `PASSWORD=${v}`),
  "an export": bare((v) => `export DB_PASS=${v}\n./deploy`),
  "a shell's single quotes": inside("'", "'\\''", (v) => `PASSWORD='${v}' ./deploy`),
  "a shell's single quotes, other way": inside("'", `'"'"'`, (v) => `PASSWORD='${v}' ./deploy`),
  "a shell's double quotes": inside('"', '\\"', (v) => `PASSWORD="${v}" ./deploy`),
  "a shell's own quotes": inside("'", "\\'", (v) => `PASSWORD=$'${v}' ./deploy`),
  "two quoted parts": bare((v) => `PASSWORD='${v}'"${v}" ./deploy`, `${anySign} `),
  "an option": bare((v) => `login --password ${v} --verbose`),
  "an option with a sign": bare((v) => `login --client-secret=${v} --verbose`),
  "an option in quotes": inside('"', '\\"', (v) => `login --token "${v}" --verbose`),
  "a file of variables": bare((v) => `USER=me\nPASSWORD=${v}\nHOST=db`, `${anySign} `),
  "a file of properties": bare((v) => `db.user = me\ndb.password = ${v}\n`, `${anySign} '`),
  "PowerShell's doubled quotes": inside('"', '""', (v) => `$password = "${v}"; ./deploy`),
  SQL: inside("'", "''", (v) => `ALTER USER app WITH PASSWORD '${v}';`),
  "SQL, other way": inside("'", "''", (v) => `CREATE USER app IDENTIFIED BY '${v}';`),
  JSON: jsonWay((v) => `{"user": "me", "password": "${v}", "db": "x"}`),
  "JSON on lines": jsonWay((v) => `{\n  "password": "${v}",\n  "db": "x"\n}`),
  "JSON in a shell's double quotes": jsonWay((v) => `curl -d "${shellSafe(`{"password":"${v}"}`)}" https://x.test`),
  "JSON in JSON": jsonWay((v) => `{"body": "${json(`{"api_key":"${v}","n":1}`)}"}`),
  "JSON's name and value": jsonWay((v) => `[{"name": "API_KEY", "value": "${v}"}]`),
  "a list in JSON": jsonWay((v) => `{"api_keys": ["${v}", "${v}"]}`),
  YAML: bare((v) => `user: me\npassword: x${v}\nhost: db`, `${anySign.replace("#", "")} '"`),
  "YAML in single quotes": inside("'", "''", (v) => `password: '${v}'\nhost: db`),
  "YAML's block": bare(
    (v) => `a:\n  private_key: |\n    ${v}\n    ${v}\n  host: db`,
    `${anySign} '"\n`.replace("\n", ""),
  ),
  "YAML's folded block, in a diff": bare((v) => `+  password: >-\n+    ${v}\n+    ${v}\n+  host: db`, `${anySign} '"`),
  "YAML over lines": bare((v) => `password: x${v}\n  ${v}\nhost: db`, "&|<>!?*=+./@$-_ "),
  "YAML on the next line": bare((v) => `password:\n  x${v}\nhost: db`, "&|<>!?*=+./@$-_ "),
  "YAML's flow": bare((v) => `{password: x${v}, host: db}`, "&|<>!?*=+./@$-_ "),
  "YAML's list": bare((v) => `api_keys:\n  - x${v}\n  - y${v}\nhost: db`, "&|<>!?*=+./@$-_ "),
  "Kubernetes' name and value": bare((v) => `- name: DB_PASSWORD\n  value: x${v}\n- name: x`, "&|<>!?*=+./@$-_ "),
  TOML: inside('"', '\\"', (v) => `[db]\npassword = "${v}"\n`),
  "TOML over lines": bare((v) => `password = """\n${v}\n${v}"""\nhost = "db"`, `${anySign} '`),
  "a header in single quotes": bare((v) => `curl -H 'X-Api-Key: ${v}' https://x.test`, `${anySign} "`),
  "a header in double quotes": inside('"', '\\"', (v) => `curl -H "Authorization: Bearer ${v}" https://x.test`),
  "a header by itself": bare((v) => `GET / HTTP/1.1\nAuthorization: Digest username="me", response="${v}"\nHost: x`),
  "a cookie": bare((v) => `curl -H 'Cookie: a=1; session=${v}' https://x.test`),
  "an address": bare((v) => `curl https://x.test/a?user=me&token=${v}&n=1`, "!*+,.:/@$-_%~"),
  "a form": bare((v) => `curl -d 'user=me&password=${v}' https://x.test`, '!*+,.:/@$-_%~;|"'),
  "a form that begins with it": bare((v) => `curl -d 'password=${v}' https://x.test`, '!*+,.:/@$-_%~;|&"'),
  "a password in an address": bare((v) => `psql postgres://me:${v}@db.test/shop`, "!*+,.:/@$-_%~&;|#"),
  "a password in a web address": bare((v) => `git clone https://me:${v}@git.test/shop`, "!*+,.:@$-_%~&;|"),
  "a connection string": bare((v) => `Server=db;Password=${v};Encrypt=yes`, '!*+,.:/@$-_%~&|<>(){}[] "'),
  "a connection string in quotes": bare((v) => `run "Password=x${v};Server=db"`, "!*+,.:/@$-_%~&|<>(){}[] '"),
  "a password of curl": bare((v) => `curl -u me:${v} https://x.test`),
  "a password of curl in quotes": bare((v) => `curl -u 'me:${v}' https://x.test`, `${anySign} "`),
  "a password of mysql": bare((v) => `mysql -h db -p${v} shop`),
  "a password of mysql in quotes": inside('"', '\\"', (v) => `mysql -h db -p"${v}" shop`),
  "a password told to sudo": bare((v) => `echo '${v}' | sudo -S apt update`, `${anySign.replace("|", "")} "`),
  "a password told by its input": bare((v) => `echo ${v} | docker login --password-stdin`, anySign.replace("|", "")),
  "an element": bare((v) => `<add><password>${v}</password></add>`, `${anySign.replace("<", "")} "'`),
  "an attribute": bare((v) => `<add key="DbPassword" value="${v}"/>`, `${anySign} '`),
  Python: inside("'", "\\'", (v) => `password: str = '${v}'\nhost = 'db'`),
  Go: inside('"', '\\"', (v) => `password := "${v}"\nhost := "db"`),
  "a comparison": inside('"', '\\"', (v) => `if (password === "${v}") { go(); }`),
  "a member": inside('"', '\\"', (v) => `process.env["API_KEY"] = "${v}";`),
  "a call": inside('"', '\\"', (v) => `os.putenv("API_KEY", "${v}")`),
  "another call": inside('"', '\\"', (v) => `client.setPassword("${v}");`),
  "a text of parts": inside('"', '\\"', (v) => `const apiKey = "${v}" +\n  "${v}";`),
  "a template": bare((v) => `const secret = \`${v}\`;`, `${anySign.replace("$", "")} "'`),
  "a constant of C": inside('"', '\\"', (v) => `#define DB_PASSWORD "${v}"\n`),
  "a default": bare((v) => `PASSWORD=\${DB_PASSWORD:-x${v}} ./deploy`, "!*+,.:/@-_%~"),
  Dockerfile: bare((v) => `FROM x\nENV DB_PASSWORD ${v}\nRUN y`),
  "a setting of git": bare((v) => `git config --global http.password ${v}`),
  ".netrc": bare((v) => `machine x.test login me password ${v}`),
  ".pgpass": bare((v) => `db.test:5432:shop:me:${v}`),
  ".npmrc": bare((v) => `//registry.test/:_authToken=${v}`),
  "a sentence": inside('"', '\\"', (v) => `The password is "${v}", tell nobody`),
};

/** Parts that nothing else in the texts above has. */
const part = fc.stringMatching(/^[QZXJ][0-9][QZXJ][0-9][QZXJ]$/);

const valueWith = (signs: string) =>
  fc
    .tuple(part, fc.array(fc.tuple(fc.constantFrom(...signs), part), { minLength: 1, maxLength: 3 }))
    .map(([first, more]) => ({ parts: [first, ...more.map(([, one]) => one)], text: first + more.flat().join("") }));

describe("no tail of a secret is left", () => {
  for (const [name, { signs, write }] of Object.entries(ways)) {
    it(`in ${name}`, () => {
      fc.assert(
        fc.property(valueWith(signs), ({ parts, text }) => {
          const written = write(text);
          const redacted = redactText(written);
          const left = parts.filter((one) => redacted.includes(one));
          assert.deepEqual(left, [], `${written}\n→ ${redacted}`);
        }),
        { numRuns: 200 },
      );
    });
  }
});

describe("what stands around a secret", () => {
  /** Whatever else the text says must stay: a record that says nothing is none. */
  const kept: readonly (readonly [text: string, ...kept: string[]])[] = [
    ["PASSWORD=hunter22 ./deploy --now", "./deploy --now"],
    ["PASSWORD=hunter22 && rm build/x", "&& rm build/x"],
    ["login --password hunter22; ls src", "; ls src".slice(1)],
    ["curl 'https://x.test/a?token=hunter22&user=me' -o out", "https://x.test/a?token=", "&user=me", "-o out"],
    ["curl -H 'X-Api-Key: hunter22' https://x.test", "https://x.test"],
    ["curl -u me:hunter22 https://x.test/a", "https://x.test/a"],
    ["psql postgres://me:hunter22@db.test/shop?x=1", "postgres://me:", "@db.test/shop?x=1"],
    ["open https://x.test:8080/@scope/pkg@1.0", "https://x.test:8080/@scope/pkg@1.0"],
    ["Server=db;Password=two words;Encrypt=yes", "Server=db;", ";Encrypt=yes"],
    ['{"password": "hunter22", "to": "all@x.test"}', '"to": "all@x.test"'],
    ["user: me\npassword: hunter22\nhost: db", "user: me", "host: db"],
    ["password: |\n  hunter22\nhost: db", "host: db"],
    ["token:\n  type: string\n  other: x", "type: string", "other: x"],
    ["docker run -p 8080:80 -u me nginx", "docker run -p 8080:80 -u me nginx"],
    ["export PASSWORD=$DB_PASSWORD", "$DB_PASSWORD"],
    [`password: \${{ secrets.DB }}`, `\${{ secrets.DB }}`],
    ["bypass=1 compass=2 tokens=3", "bypass=1 compass=2 tokens=3"],
    ["git commit -m 'Say why the password is asked for twice'", "Say why the password is asked for twice"],
    ["The author said: passes", "The author said: passes"],
  ];
  for (const [text, ...parts] of kept) {
    it(`stays in ${text.slice(0, 60)}`, () => {
      const redacted = redactText(text);
      for (const one of parts) assert.ok(redacted.includes(one), redacted);
    });
  }
});
