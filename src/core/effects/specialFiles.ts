/** Files that mean more than their content: what kind a path is, by its name and place. Data; the first match holds. */
import { folded } from "./paths.ts";

export type FileKind =
  /** Approval switches and permissions of an agent, servers and hooks it starts. */
  | "agent-settings"
  /** The editor's own settings: some keys approve, trust or start things. */
  | "editor-settings"
  /** Tasks, launch configurations and containers the editor starts. */
  | "editor-tasks"
  /** Text that agents follow. */
  | "instructions"
  | "git-config"
  | "git-hook"
  | "repository"
  /** Runs at login, at boot, when a shell or a terminal opens, or by a clock. */
  | "start-file"
  /** Says where packages come from, or what their manager runs. */
  | "package-source"
  /** Runs when the project is built, tested, installed or pushed. */
  | "project-code"
  | "workflow"
  /** Installed code of others, which tools load. */
  | "dependency"
  | "ignore-list"
  | "secret"
  | "ordinary";

type Row = readonly [FileKind, RegExp];

/** Paths are folded (lower case) and begin with "/". */
const rows: readonly Row[] = [
  ["secret", /\/\.claude\/\.credentials\.json$/],
  ["start-file", /\/\.ssh\/(?:authorized_keys2?|config|rc|environment)$/],
  [
    "agent-settings",
    /\/\.claude\/(?:settings(?:\.[\w-]+)?\.json|hooks\/.*|plugins\/.*|remote-settings\.json|managed.*)$/,
  ],
  ["instructions", /\/\.claude\/(?:agents|commands|skills|rules|output-styles)\/.+$/],
  ["agent-settings", /\/\.claude\.json$|\/(?:etc\/claude-code|application support\/claudecode|claudecode)\/.+$/],
  [
    "agent-settings",
    /\/(?:\.?mcp(?:[-_]config|servers)?\.json|claude_desktop_config\.json|cline_mcp_settings\.json|mcp_settings\.json)$/,
  ],
  ["instructions", /\/\.cursor\/rules(?:\/.+)?$|\/\.(?:cursor|windsurf|cline|roo|kilocode)rules(?:\/.+)?$/],
  [
    "agent-settings",
    /\/\.cursor\/(?:mcp|hooks|permissions|cli-config|cli|sandbox|environment|worktrees)\.json$|\/\.cursor\/hooks\/.+$|\/\.cursorignore$/,
  ],
  [
    "agent-settings",
    /\/\.(?:codex|gemini|copilot|qwen|amp|goose|nah|cc-safety-net|safety-net|crush|openhands|kiro|windsurf|codeium|roo|kilocode|continue|opencode|factory|augment)\/.*(?:config|settings|setup|hooks?|mcp|trust|permission|polic|rules|allow|sandbox|safety).*$/,
  ],
  [
    "agent-settings",
    /\/(?:\.aider\.conf\.ya?ml|opencode\.jsonc?|\.nah\.ya?ml|\.safety-net\.json|\.goosehints|crush\.json|\.aiderignore|\.codexignore|\.geminiignore)$/,
  ],
  ["agent-settings", /\/\.config\/(?:opencode|goose|nah|amp|crush|github-copilot)\/.+$/],
  ["agent-settings", /\/\.github\/(?:copilot\/settings[^/]*\.json|hooks\/.+|copilot-setup-steps\.ya?ml)$/],
  [
    "instructions",
    /\/(?:claude(?:\.local)?|agents|gemini|memory)\.md$|\/\.github\/(?:copilot-instructions\.md|instructions\/.+|prompts\/.+|chatmodes\/.+|agents\/.+)$/,
  ],
  [
    "editor-settings",
    /\/\.vscode\/settings\.json$|\.code-workspace$|\/(?:code|code - insiders|vscodium|cursor|windsurf)\/user\/(?:profiles\/[^/]+\/)?(?:settings|keybindings)\.json$|\/\.vscode-server(?:-insiders)?\/data\/machine\/settings\.json$|\/\.vscode(?:-insiders)?\/argv\.json$/,
  ],
  [
    "editor-tasks",
    /\/\.vscode\/(?:tasks|launch|extensions)\.json$|\/code(?: - insiders)?\/user\/(?:profiles\/[^/]+\/)?tasks\.json$|\/\.devcontainer(?:\.json$|\/.+$)|\/\.idea\/(?:runconfigurations|workspace\.xml|externaldependencies).*$|\/\.zed\/(?:settings|tasks)\.json$|\/\.fleet\/.+$|\/\.(?:nvim|exrc|vimrc|nvimrc|lvimrc)(?:\.lua)?$/,
  ],
  ["editor-tasks", /\/(?:\.vscode(?:-server|-insiders)?|\.cursor|\.windsurf)\/extensions\/.+$/],
  [
    "git-hook",
    /\/(?:\.git(?:\/modules\/.+)?\/hooks|\.husky|\.githooks)(?:\/.+)?$|\/(?:lefthook\.ya?ml|\.lefthook\.ya?ml|\.pre-commit-config\.ya?ml|\.lintstagedrc.*|lint-staged\.config\.[a-z]+)$/,
  ],
  [
    "git-config",
    /\/\.git\/(?:modules\/.+\/|worktrees\/[^/]+\/)?(?:config(?:\.worktree)?|info\/attributes|commondir|gitdir)$|\/\.gitconfig$|\/\.config\/git\/(?:config|attributes)$|\/etc\/gitconfig$|\/\.gitmodules$|\/\.gitattributes$/,
  ],
  ["secret", /\/\.git-credentials$/],
  ["repository", /\/\.git(?:\/.*)?$/],
  [
    "start-file",
    /\/\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|kshrc|mkshrc|cshrc|tcshrc|login|inputrc|envrc|xinitrc|xsession|xprofile|xsessionrc|pam_environment|tmux\.conf|screenrc|gdbinit|lldbinit|pythonstartup|pythonrc|irbrc|pryrc|rprofile|psqlrc|sqliterc|mise\.toml|perldb|forward|procmailrc|hushlogin|emacs|spacemacs|wgetrc|curlrc|netrc_acting|bazelrc)$/,
  ],
  [
    "start-file",
    /\/\.config\/(?:fish\/.+|autostart\/.+|systemd\/.+|powershell\/.+|environment\.d\/.+|nushell\/.+|plasma-workspace\/.+|sway\/config|i3\/config|nvim\/.+|tmux\/.+|hypr\/.+|direnv\/.+|mise\/.+|starship\.toml)$/,
  ],
  [
    "start-file",
    /\/(?:library\/(?:launchagents|launchdaemons|startupitems|loginitems)|launchagents|launchdaemons)(?:\/.*)?$/,
  ],
  [
    "start-file",
    /\/etc\/(?:cron[^/]*(?:\/.*)?|anacrontab|profile(?:\.d\/.*)?|bash\.bashrc|bashrc|zsh\/.+|zshrc|zshenv|environment|rc\.local|rc\d?\.d\/.*|init\.d\/.*|systemd\/.+|ld\.so\.preload|ld\.so\.conf.*|pam\.d\/.*|security\/.*|xdg\/autostart\/.*|update-motd\.d\/.*|udev\/.*|modules-load\.d\/.*|modprobe\.d\/.*|apt\/apt\.conf.*|sudoers(?:\.d\/.*)?|inetd\.conf|xinetd\.d\/.*|ssh\/sshd_config.*)$/,
  ],
  [
    "start-file",
    /\/var\/spool\/(?:cron|at)(?:\/.*)?$|\/(?:usr\/)?lib\/systemd\/system\/.+$|\/usr\/local\/etc\/rc\.d\/.+$/,
  ],
  [
    "start-file",
    /\/start menu\/programs\/startup(?:\/.*)?$|\/(?:windowspowershell|powershell)\/(?:.+\/)?[\w.]*profile\.ps1$|\/windows\/system32\/(?:tasks\/.*|grouppolicy\/.*|drivers\/etc\/.*)$/,
  ],
  [
    "package-source",
    /\/(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pnpmfile\.cjs|pnpm-workspace\.yaml|bunfig\.toml|pip\.conf|pip\.ini|\.pypirc_source|\.cargo\/config(?:\.toml)?|\.gemrc|\.condarc|\.bundle\/config|nuget\.config|\.m2\/settings\.xml|\.gradle\/(?:init\.gradle(?:\.kts)?|gradle\.properties|init\.d\/.+)|gradle-wrapper\.properties|maven-wrapper\.properties|\.mvn\/(?:jvm|maven)\.config|\.mvn\/extensions\.xml|uv\.toml|\.config\/(?:pip|uv)\/.+|sources\.list(?:\.d\/.+)?|\.yarn\/(?:releases|plugins)\/.+|\.composer\/config\.json|\.docker\/daemon\.json|etc\/docker\/daemon\.json)$/,
  ],
  [
    "dependency",
    /\/(?:node_modules|site-packages|\.venv|venv|vendor\/bundle)\/.+$|\/sitecustomize\.py$|\/usercustomize\.py$|\.pth$/,
  ],
  [
    "workflow",
    /\/\.github\/(?:workflows|actions)\/.+$|\/(?:\.gitlab-ci\.ya?ml|jenkinsfile|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|\.drone\.ya?ml|appveyor\.ya?ml|cloudbuild\.ya?ml|buildspec\.ya?ml|netlify\.toml|vercel\.json|fly\.toml|render\.ya?ml|renovate\.json5?|dependabot\.ya?ml)$|\/\.(?:circleci|buildkite|gitlab|woodpecker)\/.+$|\/\.github\/(?:dependabot\.ya?ml|codeowners)$/,
  ],
  ["ignore-list", /\/\.(?:git|docker|npm|vscode|eslint|prettier)ignore$/],
  [
    "project-code",
    /\/(?:package\.json|makefile|gnumakefile|justfile|taskfile\.ya?ml|rakefile|gemfile|podfile|fastfile|setup\.(?:py|cfg)|pyproject\.toml|tox\.ini|noxfile\.py|conftest\.py|pytest\.ini|\.mocharc\.[a-z]+|cargo\.toml|build\.rs|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|gradlew(?:\.bat)?|mvnw(?:\.cmd)?|pom\.xml|cmakelists\.txt|meson\.build|configure|build\.xml|composer\.json|binding\.gyp|dockerfile[^/]*|containerfile|(?:docker-)?compose[^/]*\.ya?ml|procfile|vagrantfile|mix\.exs|dune|build\.zig|build\.sbt|deno\.jsonc?|nx\.json|turbo\.json|lerna\.json|\.babelrc[^/]*|\.swcrc|\.eslintrc[^/]*|\.stylelintrc[^/]*|\.prettierrc\.[cm]?js|manage\.py|directory\.build\.(?:props|targets)|\.tool-versions|\.ruby-version|\.nvmrc|workspace\.bazel|module\.bazel|build\.bazel)$/,
  ],
  [
    "project-code",
    /\/[\w.-]+\.config\.(?:[cm]?[jt]s)$|\/\.(?:storybook|cargo|mvn|bazelrc)\/.+$|\.(?:csproj|fsproj|vbproj|vcxproj|gyp)$/,
  ],
];

const secretRows: readonly RegExp[] = [
  /\/(?:[^/]*\.)?env(?:\.(?!example|sample|template|dist|defaults?|d\.ts|test\.example|js|ts|py|md|go|rs)[\w-]+)*$/,
  /\/\.(?:envrc|flaskenv)$/,
  /\/(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|identity|[\w.-]*_rsa|[\w.-]*_ed25519|ssh_host_[a-z0-9]+_key)$/,
  /\/\.ssh(?:\/(?!known_hosts|config$|authorized_keys|[^/]*\.pub$).*)?$/,
  /\/\.(?:aws|azure|oci|config\/gcloud|kube|gnupg|password-store|config\/gh|config\/hub|config\/op|config\/rclone|config\/doctl|config\/heroku|terraform\.d|docker|databricks|snowflake|bitwarden|1password)(?:\/(?!.*\.(?:md|pub)$).*)?$/,
  /\/(?:gcloud\/|application_default_)(?:credentials?[\w.]*|legacy_credentials.*|access_tokens\.db|adc\.json)$/,
  /\/application_default_credentials\.json$/,
  /\/(?:\.netrc|_netrc|\.npmrc|\.pypirc|\.pgpass|pgpass\.conf|\.my\.cnf|\.mylogin\.cnf|\.git-credentials|\.vault-token|\.boto|\.s3cfg|\.htpasswd|\.dockercfg|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?|\.terraformrc|\.bash_history|\.zsh_history|\.python_history|\.node_repl_history|\.psql_history|\.mysql_history|\.rediscli_history|\.lesshst|\.history|fish_history|consolehost_history\.txt|\.pgadmin.*|\.claude\.json|\.codex\/auth\.json|\.gemini\/oauth_creds\.json)$/,
  /\/(?:shadow-?|gshadow-?|sudoers|master\.passwd|security\/opasswd)$/,
  /\/etc\/sudoers\.d\/.*$|\/etc\/ssl\/private\/.*$|\/etc\/kubernetes\/.*\.conf$|\/run\/secrets(?:\/.*)?$|\/var\/run\/secrets(?:\/.*)?$/,
  /\/(?:credentials?|secrets?|service[-_]?account[\w-]*|client_secret[\w.-]*|gha-creds[\w-]*|auth|token|tokens|api[-_]?keys?|passwords?)(?:\.(?:json|ya?ml|toml|ini|txt|xml|properties|db|cfg|conf|enc|env|gpg|csv))?$/,
  /\/[\w.-]*(?:credentials|secrets)\.(?:json|ya?ml|toml|ini|properties|enc|db|xml|txt)$/,
  /\.(?:p12|pfx|jks|keystore|kdbx|kdb|ppk|ovpn|agekey|tfstate|tfstate\.backup|asc\.key|keychain|keychain-db|pkcs12|dec\.ya?ml)$/,
  /\/(?:private|server|client|tls|ssl|privkey|private[-_]?key|master|signing|deploy|host|rsa|ca|[\w-]+[-_](?:private|priv))(?:[-_.]?key)?\.(?:pem|key)$/,
  /\.key$|\/[\w-]*(?:private|secret)[\w-]*\.(?:pem|txt|json)$/,
  /\/(?:login data|login data for account|cookies|cookies\.sqlite|key[34]\.db|logins\.json|signons\.sqlite|web data|local state)$/,
  /\/library\/keychains(?:\/.*)?$|\/keyrings(?:\/.*)?$|\/kwalletd?(?:\/.*)?$/,
  /\/proc\/(?:self|thread-self|\d+|\*|[^/]+)\/(?:environ|mem|auxv)$|\/dev\/(?:mem|kmem|port)$/,
  /\/windows\/(?:system32\/config\/(?:sam|system|security)(?:\..*)?|repair\/sam|ntds\/ntds\.dit|panther\/unattend\.xml)$|\/microsoft\/(?:credentials|protect|vault)(?:\/.*)?$|\/(?:unattend|sysprep)\.xml$/,
  /\/wp-config\.php$|\/database\.yml\.enc$|\/vault[\w-]*\.(?:ya?ml|json)$|\/\.countersign\/audit\/.+\.key$/,
];

/** What kind of file a resolved path names. Pass the path below the workspace with a leading "/" where there is one. */
export function fileKind(path: string): FileKind {
  const name = folded(path);
  for (const [kind, pattern] of rows) if (pattern.test(name)) return kind;
  return isSecretFile(path) ? "secret" : "ordinary";
}

/** Names of public halves, examples and documentation are not secrets; source code about secrets is none either. */
export function isSecretFile(path: string): boolean {
  const name = folded(path);
  return secretRows.some((row) => row.test(name));
}

const generated =
  /(?:^|\/)(?:node_modules|dist|build|out|target|coverage|\.nyc_output|\.cache|\.next|\.nuxt|\.turbo|\.parcel-cache|\.svelte-kit|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.gradle|\.venv|venv|\.eggs|[\w.-]+\.egg-info|obj|bin\/(?:debug|release)|\.angular|\.vite|storybook-static|tmp|temp|\.tmp|\.sass-cache|\.eslintcache|[\w.-]+\.tsbuildinfo|[\w*.-]+\.py[co]|cmake-build-\w+|deriveddata|test-results|playwright-report)(?:\/|$)/;

/** Can be made again by a build, an install or a test run. `path` is below the workspace. */
export function isGenerated(path: string): boolean {
  return generated.test(folded(path));
}
