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
  // Credentials of command line programs, by their folder.
  /\/(?:\.config\/)?(?:github cli|github-copilot|glab-cli|stripe|ngrok|\.ngrok2|netlify|\.netlify|\.fly|flyctl|railway|\.railway|\.wrangler\/config|configstore|sops\/age|neonctl|supabase|turso|hcloud|linode-cli|scw|\.pulumi|\.aliyun|\.tccli|\.bluemix|\.kaggle|\.huggingface|\.modal|\.streamlit|\.cloudflared|\.codeium|msmtp|mpop|mbsync)\/(?!.*\.(?:md|pub)$)[^/]*\.(?:json|ya?ml|toml|ini|txt|pem|config|cfg)$/,
  /\/(?:\.config\/solana|\.near-credentials|\.ethereum\/keystore|\.electrum\/wallets|\.bitcoin|\.monero)\/.+$|\/wallet\.dat$/,
  /\/(?:\.gradle\/gradle\.properties|nuget\/nuget\.config|\.bundle\/config|\.sbt\/.*credentials|\.ivy2\/\.credentials|\.config\/containers\/auth\.json|\.modal\.toml|\.rclone\.conf|rclone\.conf|\.msmtprc|\.mbsyncrc|\.fetchmailrc|\.getmailrc|\.offlineimaprc|\.smbcredentials|\.cifs-?credentials|\.vnc\/passwd|\.purple\/accounts\.xml|\.weechat\/sec\.conf|\.ssh-agent|\.rhosts|\.wgetrc|\.cvspass|\.sqlite_history|\.irb_history|\.pry_history|\.php_history|\.ash_history|\.sh_history|\.mongorc\.js|\.dbshell)$/,
  // Of machines and services.
  /\/etc\/(?:wireguard|openvpn|networkmanager\/system-connections|ppp\/(?:chap|pap)-secrets|ipsec\.secrets|krb5\.keytab|mysql\/debian\.cnf|docker\/key\.json|exim4\/passwd\.client|postfix\/sasl_passwd|rancher\/k3s\/k3s\.yaml|letsencrypt\/(?:live|archive)|pki\/tls\/private|wpa_supplicant\/.*\.conf|cups\/ssl|ipa\/.*\.keytab)(?:\/.*)?$|\/var\/lib\/(?:sss\/secrets|jenkins\/secrets|kubelet\/(?:kubeconfig|pki))(?:\/.*)?$|\/tmp\/krb5cc_\w+$/,
  /\/(?:winscp\.ini|sitemanager\.xml|recentservers\.xml|filezilla\.xml|confcons\.xml|ultravnc\.ini|vnc\.ini|servudaemon\.ini|groups\.xml|scheduledtasks\.xml|sysprep\.inf|credentials-config\.json|key4\.db|cert9\.db|state\.vscdb)$|\/cpassword/,
  /\.(?:keytab|kubeconfig|rdg|vnc|asc\.gpg|age\.key|pvk)$|\/kubeconfig(?:[-_.][\w-]+)?(?:\.(?:ya?ml|json|conf))?$/,
  // A folder of secrets holds them, but for what only describes or handles them.
  /\/\.?secrets\/(?!.*\.(?:md|rst|[cm]?[jt]sx?|py|go|rs|java|kt|cs|rb|php|sh|tf|proto|html|css|svg|png|tpl|tmpl|example|sample|template|test|spec|lock)$)(?:[^/]+\/)*[^/]+\.[\w.]+$/,
  /\/wp-config\.php$|\/database\.yml\.enc$|\/vault[\w-]*\.(?:ya?ml|json)$|\/\.countersign\/audit\/.+\.key$/,
];

/** Names of public halves, examples and documentation are not secrets; source code about secrets is none either. */
export function isSecretFile(path: string): boolean {
  const name = folded(path);
  return secretRows.some((row) => row.test(name));
}
