/** The milder commands by family, as data. Patterns see a command's words with one blank between them. */
import { type Row, rehearse, replacing } from "./saferRows.ts";

/** git: looking before losing, and putting aside in the place of throwing away. */
export const history: readonly Row[] = [
  [/^git (?:-\S+ )*clean\b/, "git clean -nd"],
  [/^git (?:-\S+ )*stash (?:drop|clear)\b/, "git stash list"],
  [/^git (?:-\S+ )*(?:checkout|restore) (?:--|--worktree|-W) ((?!-)\S+)$/, "git stash push -- $1"],
  [/^git (?:-\S+ )*(?:reset|checkout|restore|switch|read-tree|checkout-index)\b/, "git stash push"],
  [/^git (?:-\S+ )*branch (?:-D|-df|-fd|-d -f|-f -d|--delete --force|-d --force) (\S+)$/, "git branch -d $1"],
  [/^git (?:-\S+ )*branch\b/, "git branch -vv"],
  [/^git (?:-\S+ )*tag (?:-d|--delete) (\S+)$/, "git show --stat $1"],
  [/^git (?:-\S+ )*push .*(?:--mirror|--prune|--delete|-d |\s:)/, "git branch -a -vv"],
  [/^git (?:-\S+ )*push (?:.* )?(?:-f|--force\S*|\+\S+)(?: |$)/, "git log --oneline HEAD..@{upstream}"],
  [/^git (?:-\S+ )*push\b/, "git log --oneline @{upstream}..HEAD"],
  [/^git (?:-\S+ )*rebase (?:-i |--interactive )?((?!-)\S+)$/, "git log --oneline $1..HEAD"],
  [/^git (?:-\S+ )*(?:filter-branch|filter-repo|gc|prune|repack)\b/, "git count-objects -v"],
  [/^git (?:-\S+ )*reflog\b/, "git reflog show"],
  [/^git (?:-\S+ )*(?:update-ref|replace|symbolic-ref)\b/, "git show-ref"],
  [/^git (?:-\S+ )*worktree (?:remove|prune)\b/, "git worktree list"],
  [/^git (?:-\S+ )*rm (.+)$/, (command) => rehearse(command, "--dry-run")],
  [/^git (?:-\S+ )*remote (?:add|set-url|remove|rename)\b/, "git remote -v"],
  [/^git (?:-\S+ )*config (?:--\w+ )*([\w.-]+) /, "git config --get $1"],
  [/^git (?:-\S+ )*submodule deinit\b/, "git submodule status"],
  [/^gh auth token\b/, "gh auth status"],
  [/^(?:gh|glab) repo (?:delete|archive|edit|rename) ((?!-)\S+)/, "gh repo view $1"],
  [/^gh (release|issue|pr|run|gist) (?:delete|close|merge|edit|cancel) ((?!-)\S+)/, "gh $1 view $2"],
  [
    /^gh (secret|variable|cache|ssh-key|gpg-key|label|alias|extension) (?:set|delete|remove|add|edit|install)\b/,
    "gh $1 list",
  ],
  [/^gh workflow run\b/, "gh run list"],
];

/** Containers, clusters and clouds: what is there now, or a rehearsal. */
export const infrastructure: readonly Row[] = [
  [/^(docker|podman|nerdctl) (?:system prune|builder prune|image prune|container prune)\b/, "$1 system df"],
  [/^(docker|podman|nerdctl) (?:volume) (?:rm|remove|prune)\b/, "$1 volume ls"],
  [/^(docker|podman|nerdctl) (?:network) (?:rm|remove|prune)\b/, "$1 network ls"],
  [/^(docker|podman|nerdctl) (?:rmi|image rm|image remove|pull|push|tag)\b/, "$1 images"],
  [/^(docker|podman|nerdctl) compose (?:-\S+ \S+ )*(?:down|rm|stop|kill|restart|up)\b/, "$1 compose ps"],
  [/^docker-compose (?:-\S+ \S+ )*(?:down|rm|stop|kill|restart|up)\b/, "docker-compose ps"],
  [/^(docker|podman|nerdctl) (?:rm|stop|kill|restart|pause|container (?:rm|stop|kill))\b/, "$1 ps -a"],
  [/^(kubectl|oc) (?:-n (\S+) )?delete (?:ns|namespaces?) ((?!-)\S+)/, "$1 get all -n $3"],
  [/^(?:kubectl|oc) apply (.+)$/, (command) => replacing(command, /^apply$/, "diff")],
  [
    /^(?:kubectl|oc) (?:.* )?(?:delete|create|replace|patch|scale|annotate|label|expose|autoscale|taint|set)\b/,
    (command) => rehearse(command, "--dry-run=client"),
  ],
  [/^(kubectl|oc) (?:drain|cordon) ((?!-)\S+)/, "$1 describe node $2"],
  [/^(kubectl|oc) (?:-n (\S+) )?get secrets? ((?!-)\S+)/, "$1 describe secret $3"],
  [/^(kubectl|oc) rollout (?:restart|undo|pause) ((?!-)\S+)/, "$1 rollout history $2"],
  [/^(kubectl|oc) config\b/, "$1 config get-contexts"],
  [/^(?:kubectx|kubens) /, "kubectl config get-contexts"],
  [/^helm (?:uninstall|delete|install|upgrade|rollback)\b/, (command) => rehearse(command, "--dry-run")],
  [/^helm repo\b/, "helm repo list"],
  [/^(terraform|tofu)( -chdir=\S+)? (?:destroy|state (?:rm|mv|push)|taint|import|output)\b/, "$1$2 state list"],
  [/^(terraform|tofu)( -chdir=\S+)? workspace\b/, "$1$2 workspace list"],
  [/^(terraform|tofu)( -chdir=\S+)? (?:apply|plan|init|refresh)\b/, "$1$2 validate"],
  [/^pulumi (?:up|update|destroy|down|refresh|cancel|state)\b/, "pulumi stack"],
  [/^ansible-playbook\b/, (command) => rehearse(command, "--syntax-check")],
  [
    /^aws ec2 (?:terminate|stop|start|reboot)-instances --instance-ids (.+)$/,
    "aws ec2 describe-instances --instance-ids $1",
  ],
  [/^aws s3 (?:cp|mv|sync|rm)\b/, (command) => rehearse(command, "--dryrun")],
  [/^aws s3 rb (?:--force )?(s3:\S+)/, "aws s3 ls $1"],
  [
    /^aws cloudformation (?:delete|update|create)-stack --stack-name (\S+)/,
    "aws cloudformation describe-stacks --stack-name $1",
  ],
  [/^aws secretsmanager get-secret-value --secret-id (\S+)/, "aws secretsmanager describe-secret --secret-id $1"],
  [/^aws rds delete-db-(instance|cluster) --db-\1-identifier (\S+)/, "aws rds describe-db-$1s --db-$1-identifier $2"],
  [/^aws iam\b/, "aws iam get-account-summary"],
  [
    /^gcloud ((?:[a-z-]+ ){1,3})delete ((?!-)\S+)(?: --quiet| -q)?( --zone=\S+| --region=\S+)?/,
    "gcloud $1describe $2$3",
  ],
  [/^gcloud config\b/, "gcloud config list"],
  [
    /^az ((?:[a-z-]+ ){1,3})delete ((?:-n|--name|-g|--resource-group) \S+(?: (?:-n|--name|-g|--resource-group) \S+)?)/,
    "az $1show $2",
  ],
  [/^heroku (?:apps:destroy|apps:delete|pg:reset|ps:restart|config:set)\b/, "heroku apps"],
  [/^(fly|flyctl) (?:apps |machine |volumes )?(?:destroy|deploy|scale)\b/, "$1 status"],
  [/^vercel(?: |$)/, "vercel ls"],
  [/^netlify (?:deploy|sites:delete)\b/, "netlify status"],
  [/^vault (?:kv )?(?:delete|destroy|put|get) (\S+)/, "vault kv metadata get $1"],
];

/** Databases: counts and states before changes. */
export const databases: readonly Row[] = [
  [/^(?:dropdb|createdb)\b/, "psql -l"],
  [/^(redis-cli|valkey-cli)\b/, "$1 dbsize"],
  [/^etcdctl del ((?!-)\S+)/, "etcdctl get $1 --prefix --keys-only"],
  [/^(?:npx )?prisma (?:migrate|db)\b/, "prisma migrate status"],
  [/^alembic\b/, "alembic current"],
  [/^(flyway|liquibase|dbmate|goose|sqitch)\b/, "$1 status"],
  [/^(?:bin\/)?rails db:/, "rails db:migrate:status"],
  [/^(knex) migrate:/, "$1 migrate:status"],
  [/^wp db\b/, "wp db size"],
  [/^(restic|borg|kopia) (?:forget|prune|delete|compact)\b/, "$1 list"],
];

/** Packages: what is installed, or a rehearsal. */
export const packages: readonly Row[] = [
  [
    /^(?:apt|apt-get)(?: -\S+)* (install|remove|purge|autoremove|upgrade|dist-upgrade)(?: -\S+)*((?: (?!-)\S+)*)/,
    "apt-get -s $1$2",
  ],
  [/^brew (?:uninstall|remove|cleanup|autoremove)\b/, (command) => rehearse(command, "--dry-run")],
  [/^brew (?:upgrade|update)\b/, "brew list --versions"],
  [/^(?:pip3?|uv pip) uninstall (?:-y )?((?!-)\S+)/, "pip show $1"],
  [/^(npm|pnpm) (?:uninstall|remove|rm|un) ((?!-)\S+)/, "$1 ls $2"],
  [/^npm publish\b/, (command) => rehearse(command, "--dry-run")],
  [/^npm (?:config|set)\b/, "npm config list"],
  [/^pip3? config\b/, "pip config list"],
  [/^pacman -R\w* ((?!-)\S+)/, "pacman -Qi $1"],
  [/^dpkg (?:-r|-P|--remove|--purge) (\S+)/, "dpkg -s $1"],
  [/^cargo (?:publish|clean)\b/, "cargo metadata --no-deps"],
];

/** Files: what is there, before it goes or changes hands. */
export const files: readonly Row[] = [
  [/^sudo ((?!-)\w.*)$/, "$1"],
  [/^g?find .* -delete\b/, (command) => replacing(command, /^-delete$/, "-print")],
  [/^rsync\b/, (command) => rehearse(command, "-n")],
  [/^(?:rm|rmdir|unlink|trash|shred|srm|grm)((?: --?[\w-]+)*)((?: (?!-)\S+)+)$/, "ls -la$2"],
  [/^(?:chmod|chown|chgrp|setfacl|chattr|chcon)(?: -\w+)* \S+((?: (?!-)\S+)+)$/, "ls -la$1"],
  [/^truncate(?: -\S+(?: \d\S*)?)*? ((?![-\d])\S+)$/, "wc -c $1"],
  [/^(?:cat|less|more|head|tail|bat|grep|strings|xxd|base64)(?: -\S+)* ((?!-)\S+)$/, "ls -la $1"],
  [/^(?:env|printenv|export|set|declare)(?: -p)?$/, "printenv PATH"],
  [/^tar (?:-\S+ )*-?x\w* ?(?:-f )?(\S+\.t\S+)/, "tar -tf $1"],
  [/^unzip (?:-\S+ )*(\S+\.zip)/, "unzip -l $1"],
];

/** Processes, services, disks and settings of the machine: their state. */
export const machine: readonly Row[] = [
  [/^(?:pkill|killall)(?: -\S+)* ((?!-)\S+)$/, "pgrep -fl $1"],
  [/^kill(?: -\S+)* (\d+)$/, "ps -p $1"],
  [/^(?:kill|xkill|fkill|killall5)\b/, "ps aux"],
  [/^fuser (?:-\w+ )*(\S+)$/, "fuser -v $1"],
  [
    /^systemctl (?:--user )?(?:stop|restart|start|reload|disable|enable|mask|kill|try-restart|reset-failed|edit) (?:--\S+ )*((?!-)\S+)/,
    "systemctl status $1",
  ],
  [/^service (\S+) /, "service $1 status"],
  [/^launchctl\b/, "launchctl list"],
  [/^(?:supervisorctl|pm2) (?:stop|restart|delete|kill|start)\b/, "pm2 list"],
  [/^crontab\b/, "crontab -l"],
  [/^at\b/, "atq"],
  [/^journalctl\b/, "journalctl --disk-usage"],
  [/^dmesg\b/, "dmesg"],
  [/^history -c/, "history"],
  [
    /^(?:mkfs|mke2fs|mkswap|wipefs|fdisk|parted|gdisk|sfdisk|sgdisk|dd|cryptsetup|blkdiscard|hdparm|badblocks)\b/,
    "lsblk -f",
  ],
  [/^(?:mount|umount)\b/, "findmnt"],
  [/^(?:lvremove|lvreduce|vgremove|pvremove)\b/, "lvs"],
  [/^(zpool|zfs) (?:destroy|rollback|create)\b/, "$1 list"],
  [/^diskutil\b/, "diskutil list"],
  [/^tmutil\b/, "tmutil listbackups"],
  [/^sysctl (?:-w )?([\w.]+)=/, "sysctl $1"],
  [/^(?:ip|ifconfig|route)\b/, "ip addr"],
  [/^(?:ufw)\b/, "ufw status"],
  [/^(iptables|ip6tables)\b/, "$1 -S"],
  [/^nft\b/, "nft list ruleset"],
  [/^firewall-cmd\b/, "firewall-cmd --list-all"],
  [/^setenforce\b/, "getenforce"],
  [/^csrutil\b/, "csrutil status"],
  [/^spctl\b/, "spctl --status"],
  [/^(?:usermod|userdel|passwd|chage|gpasswd|adduser|deluser)(?: -\S+(?: [\w,]+)?)* (\w[\w-]*)$/, "id $1"],
  [/^(hostnamectl|timedatectl|localectl)\b/, "$1 status"],
  [/^hostname /, "hostname"],
  [/^date\b/, "date"],
  [/^pmset\b/, "pmset -g"],
  [/^defaults (?:write|delete) (\S+)/, "defaults read $1"],
  [/^(?:modprobe|rmmod|insmod)\b/, "lsmod"],
];

/** Windows' own programs, in cmd and in PowerShell. */
export const windowsShells: readonly Row[] = [
  [/^(?:robocopy|xcopy)(?:\.exe)? /i, (command) => rehearse(command, "/L", "powershell")],
  [/^(?:del|erase|rd|rmdir)\b(?:.*\s)?((?!\/)[\w.:\\-]+)$/i, (_command, match) => `dir ${match[1]}`],
  [/^taskkill\b/i, "tasklist"],
  [/^sc(?:\.exe)? (?:stop|start|delete|config|create|pause) (\S+)/i, "sc query $1"],
  [/^net (?:stop|start) (\S+)$/i, "sc query $1"],
  [/^reg(?:\.exe)? (?:add|delete|import|restore|save) ([\w:\\.-]+)/i, (_command, match) => `reg query ${match[1]}`],
  [/^schtasks\b/i, "schtasks /query"],
  [/^icacls(?:\.exe)? ([\w.:\\-]+) /i, (_command, match) => `icacls ${match[1]}`],
  [/^(?:vssadmin|wbadmin|wmic shadowcopy)\b/i, "vssadmin list shadows"],
  [/^netsh\b/i, "netsh advfirewall show allprofiles"],
  [/^bcdedit\b/i, "bcdedit /enum"],
  [/^wevtutil cl (\S+)/i, "wevtutil gli $1"],
  [/^(?:format|diskpart|cipher|chkdsk|manage-bde)\b/i, "vol"],
  [/^(?:shutdown|logoff)\b/i, "query user"],
];
