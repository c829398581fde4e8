import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

const option = /^--?(?:registry|index-url|extra-index-url|default-index|index|i)$/;
const inline = /^--(?:registry|index-url|extra-index-url|default-index|index)=(.+)$/;
const variable =
  /^(?:npm_config_registry|NPM_CONFIG_REGISTRY|PIP_INDEX_URL|PIP_EXTRA_INDEX_URL|UV_INDEX_URL|UV_DEFAULT_INDEX|UV_EXTRA_INDEX_URL)$/;
const usual = /^https:\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org)(?:\/|$)/;

export const serverFromOtherRegistry = defineRule({
  id: "server-from-other-registry",
  title: "A server's package comes from a registry of its own choice",
  family: "supply-chain",
  severity: "medium",
  confidence: "high",
  messages: {
    registry:
      "“{server}” takes its packages from “{address}”, for everybody who opens this folder. Set a registry in your own configuration, where you can see whom you trust.",
  },
  *check({ document }) {
    for (const server of definitionsOf(document, "server")) {
      const given = [
        ...server.args.flatMap(({ value, span }, index) => {
          const address =
            inline.exec(value)?.[1] ?? (option.test(server.args[index - 1]?.value ?? "") ? value : undefined);
          return address === undefined ? [] : [{ address, span }];
        }),
        ...server.env.filter(({ name }) => variable.test(name)).map(({ value, span }) => ({ address: value, span })),
      ];
      for (const { address, span } of given) {
        if (!/^https?:\/\//.test(address) || usual.test(address)) continue;
        yield { messageId: "registry", data: { server: server.name, address }, span };
      }
    }
  },
});
