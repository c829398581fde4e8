/** Files that hold secrets, by their name and place. Data. */
import { folded } from "./lookalikes.ts";

/** Paths are folded (lower case) and begin with "/". */
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

/** Names of public halves, examples and documentation are not secrets; source code about secrets is none either. */
export function isSecretFile(path: string): boolean {
  const name = folded(path);
  return secretRows.some((row) => row.test(name));
}
