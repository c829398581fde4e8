/** Files that mean more than their content: what kind a path is, by its name and place. Data; the first match holds. */
import { agentFiles } from "./agentFiles.ts";
import { folded } from "./lookalikes.ts";
import { isSecretFile } from "./secretFiles.ts";

export type FileKind =
  /** Approval switches and permissions of an agent, servers and hooks it starts. */
  | "agent-settings"
  /** Code an agent loads or runs by itself: hooks, plugins, own tools. */
  | "agent-code"
  /** What an agent may not see. */
  | "agent-ignore"
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
  /** Data of a formatter, linter, compiler or test runner, which may load code. */
  | "tool-data"
  | "workflow"
  /** Installed code of others, which tools load. */
  | "dependency"
  | "ignore-list"
  | "secret"
  | "ordinary";

export type SpecialFile = readonly [FileKind, RegExp];

/** Paths are folded (lower case) and begin with "/". */
const rows: readonly SpecialFile[] = [
  ["secret", /\/\.claude\/\.credentials\.json$/],
  ["start-file", /\/\.ssh\/(?:authorized_keys2?|config|rc|environment)$/],
  ...agentFiles,
  [
    "editor-settings",
    /\/\.vscode\/settings\.json$|\.code-workspace$|\/(?:code|code - insiders|vscodium|cursor|windsurf)\/user\/(?:profiles\/[^/]+\/)?(?:settings|keybindings)\.json$|\/\.vscode-server(?:-insiders)?\/data\/machine\/settings\.json$|\/\.vscode(?:-insiders)?\/argv\.json$/,
  ],
  [
    "editor-tasks",
    /\/\.vscode\/(?:tasks|launch|extensions)\.json$|\/code(?: - insiders)?\/user\/(?:profiles\/[^/]+\/)?tasks\.json$|\/\.devcontainer(?:\.json$|\/.+$)|\/\.idea\/(?:runconfigurations|workspace\.xml|externaldependencies|watchertasks\.xml|tools\/).*$|\/\.run\/[^/]+\.run\.xml$|\/\.externaltoolbuilders\/.+$|\/\.vs\/(?:tasks|launch)\.vs\.json$|\/(?:tasks|launch)\.vs\.json$|\.xcscheme$|\/project\.pbxproj$|\/\.nova\/tasks\/.+$|\/\.helix\/(?:config|languages)\.toml$|\/\.vimspector\.json$|\/\.zed\/(?:settings|tasks|debug)\.json$|\/\.fleet\/.+$|\/\.(?:nvim|exrc|vimrc|nvimrc|lvimrc)(?:\.lua)?$|\/\.dir-locals(?:-2)?\.el$|\.(?:sublime-project|sublime-build|code-snippets\.js)$|\/\.(?:gitpod\.ya?ml|devfile\.ya?ml|projectile)$/,
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
  [
    "tool-data",
    /\/\.(?:prettier|babel|eslint|stylelint|swc|mocha|nyc|postcss|commitlint|release|remark|xo|jshint|markdownlint|oxlint|textlint|lintstaged|huskyrc|c8|ava|jasmine|jsdoc|dependency-cruiser|size-limit|graphql|browserslist|rubocop|rspec|yamllint|ansible-lint|sqlfluff|golangci|phpcs|php-cs-fixer|pylint|flake8|bandit|isort|coverage|pre-commit-hooks|ripgrep|ack|ag|hadolint|shellcheck)(?:rc|-cli2)?(?:\.(?:jsonc?|json5|ya?ml|toml|ini|dist))?$/,
  ],
  [
    "tool-data",
    /\/(?:(?:ts|js)config(?:\.[\w-]+)?\.json|biome\.jsonc?|babel\.config\.json|jest\.config\.json|typedoc\.json|nest-cli\.json|angular\.json|project\.json|rush\.json|mypy\.ini|phpstan(?:\.[\w-]+)*\.neon(?:\.dist)?|psalm\.xml|phpunit\.xml(?:\.dist)?|api-extractor\.json|karma\.conf\.json|\.?pylintrc|ruff\.toml|\.ruff\.toml|buf\.gen\.ya?ml|codegen\.ya?ml|mkdocs\.ya?ml|_config\.ya?ml|book\.toml)$/,
  ],
  [
    "dependency",
    /\/(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|cargo\.lock|composer\.lock|gemfile\.lock|podfile\.lock|go\.sum|deno\.lock|packages\.lock\.json|gradle\.lockfile|flake\.lock|mix\.lock|\.terraform\.lock\.hcl)$/,
  ],
  ["ignore-list", /\/\.(?:git|docker|npm|vscode|eslint|prettier)ignore$/],
  [
    "project-code",
    /\/(?:package\.json|makefile|gnumakefile|justfile|mise(?:\.[\w-]+)?\.toml|devbox\.json|devenv\.nix|shell\.nix|flake\.nix|taskfile\.ya?ml|rakefile|gemfile|podfile|fastfile|setup\.(?:py|cfg)|pyproject\.toml|tox\.ini|noxfile\.py|conftest\.py|pytest\.ini|\.mocharc\.[a-z]+|cargo\.toml|build\.rs|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|gradlew(?:\.bat)?|mvnw(?:\.cmd)?|pom\.xml|cmakelists\.txt|meson\.build|configure|requirements[\w.-]*\.txt|go\.mod|go\.work|pipfile|build\.xml|composer\.json|binding\.gyp|dockerfile[^/]*|containerfile|(?:docker-)?compose[^/]*\.ya?ml|procfile|vagrantfile|mix\.exs|dune|build\.zig|build\.sbt|deno\.jsonc?|nx\.json|turbo\.json|lerna\.json|\.[\w-]+rc\.[cm]?[jt]s|manage\.py|directory\.build\.(?:props|targets)|\.tool-versions|\.ruby-version|\.nvmrc|workspace\.bazel|module\.bazel|build\.bazel)$/,
  ],
  [
    "project-code",
    /\/[\w.-]+\.config\.(?:[cm]?[jt]s)$|\/\.(?:storybook|cargo|mvn|bazelrc)\/.+$|\.(?:csproj|fsproj|vbproj|vcxproj|gyp)$/,
  ],
];

/** What kind of file a resolved path names. Pass the path below the workspace with a leading "/" where there is one. */
export function fileKind(path: string): FileKind {
  const name = folded(path);
  for (const [kind, pattern] of rows) if (pattern.test(name)) return kind;
  return isSecretFile(path) ? "secret" : "ordinary";
}

const generated =
  /(?:^|\/)(?:node_modules|dist|build|out|target|coverage|\.nyc_output|\.cache|\.next|\.nuxt|\.turbo|\.parcel-cache|\.svelte-kit|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.gradle|\.venv|venv|\.eggs|[\w.-]+\.egg-info|obj|bin\/(?:debug|release)|\.angular|\.vite|storybook-static|tmp|temp|\.tmp|\.sass-cache|\.eslintcache|[\w.-]+\.tsbuildinfo|[\w*.-]+\.py[co]|cmake-build-\w+|deriveddata|test-results|playwright-report)(?:\/|$)/;

/** Can be made again by a build, an install or a test run. `path` is below the workspace. */
export function isGenerated(path: string): boolean {
  return generated.test(folded(path));
}
