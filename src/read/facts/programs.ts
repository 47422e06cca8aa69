/** Programs that a line of shell begins with; the same in every language of prose. */
const PROGRAMS = new Set(
  `alembic ansible ansible-playbook apk apt apt-get artisan aws awk az bandit bash black brew bundle bun bunx cargo cat cd certbot chmod
  chown celery code composer cp crane createdb crontab curl cut date deno dig direnv django-admin dnf docker docker-compose dotnet dropdb du df
  eb echo env export eslint exit ffmpeg find firebase flake8 flask flutter fly flyctl forge free gcloud gem gh git go goose gpg gradle gradlew grep gunicorn gunzip gzip
  head helm heroku host htop hostname if ifconfig ip isort iwr invoke-webrequest java jar journalctl jq kill killall kind kubectl kustomize ldd less ln loginctl ls lsof make mix mkdir
  mongo mongodump mongorestore mongosh mount mv mvn mvnw mypy mysql mysqldump nano nc netlify netstat nginx node nohup npm npx nslookup ntpdate nssm openssl pg_dump
  pg_dumpall pg_restore php ping pip pip3 pip-audit pipenv pkill pm2 pnpm poetry pg_ctl pg_isready printf prisma ps psql pwd pylint pytest python python3 py rails rake railway redis-cli
  rm rmdir rsync ruby ruff rustup sam scp screen sed semgrep serverless service set sh sha256sum shutdown sleep sls snap source sqlite3 sqlcmd ss ssh ssh-copy-id ssh-keygen stellar soroban su sudo supabase supervisorctl
  svn swapoff sysctl systemctl tail tar tee telnet terraform test time timeout tmux top touch traceroute truffle tsc tox trivy ufw uname unset unzip uptime uv uvicorn vagrant vault
  vercel vi vim vite vmstat wait watch wc wget whereis which while who whoami wrangler xargs yarn yum zip zsh set-location get-childitem get-content new-item copy-item remove-item start-process
  invoke-restmethod start-service stop-service restart-service get-service net sc schtasks netsh icacls setx type dir copy xcopy robocopy del choco winget powershell pwsh cmd msbuild nuget
  k6 ab wrk locust playwright cypress jest vitest mocha turbo nx lerna expo eas fastlane xcodebuild adb pod cap hugo jekyll bundler foundry forge cast hardhat anchor solana near
  minikube k3s k9s argocd flux istioctl nomad consul podman buildah skopeo hadolint checkov snyk gitleaks dpkg pacman systemd-analyze update-rc.d a2ensite a2enmod apachectl httpd caddy
  doppler sops age rclone restic borg barman pgbackrest mongofoo etcdctl kcat kafka-topics rabbitmqctl influx clickhouse-client cqlsh dropbox hdfs spark-submit airflow dbt
  a2dissite a2dismod adduser aliyun apache2ctl apksigner artillery asdf aws-vault base64 blkid btrfs cargo-binstall chpasswd chroot cf cilium clang cloudflared cmake cmp conda corepack cosign createuser crictl
  ctr cypher-shell dart dd deluser diff doctl dropuser drizzle-kit duckdb eksctl eval fail2ban-client firewall-cmd ftp gcc getent ghcr git-cliff goreleaser gpg2 gpgconf groupadd grunt gsutil gulp hatch hcloud
  helmfile hostnamectl hurl ibmcloud id initdb iptables jarsigner keytool kops krew kubeadm kubectx kubens launchctl lein linode-cli litestream localectl logrotate lsblk mamba mariadb mariadb-dump md5sum mkfs
  mongoexport mongoimport mosquitto_passwd mosquitto_pub mosquitto_sub mysqladmin mysqlcheck neo4j-admin nerdctl newgrp newman nft ngrok ninja nmap nvm oc oci openstack oras packer parted passwd pdm perl pgbench
  pg_basebackup pipx pixi pre-commit pyenv rabbitmqadmin rabbitmq-plugins rbenv redis-server reindexdb rg rpm rscript sbt scoop semanage sentry-cli sftp sha512sum shasum shred skaffold ssh-add ssh-agent ssh-keyscan
  stern syft tbump tcpdump timedatectl tree twine useradd userdel usermod vacuumdb velero visudo volta vsce wg wg-quick xh yc zypper zstd amplify amtool bazel bcp cdk dagger dbmate devbox dokku
  earthly flyway glab hg just kamal knex liquibase mise mkcert promtool pulumi restorecon sequelize sqitch sqlplus sst task typeorm vegeta`.split(
    /\s+/,
  ),
)

/** Words that are programs and everyday words too; a sentence may begin with them. */
const AMBIGUOUS = new Set(
  'test make set find host time watch type kind head tail cut source service if while go top date free code exit cast near flux age forge expo build copy start less which who wait sleep screen black mix cap net just task'.split(
    ' ',
  ),
)

const WRAPPERS =
  /^(?:(?:sudo(?:\s+-[a-zA-Z]+(?:\s+\w+)?)?|time|nohup|env|exec|npx|then|do|&&|\(|!)\s+|[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|\S*)\s+)+/

/** `if(a > b, 1, 0)`, `sleep(5)`: a function of a formula or a program; a shell's own begins `name()`. */
const CALLED = /^[A-Za-z_][\w.]*\((?!\s*\)\s*\{|.*[{;])/

/** Files of data, settings, logs and keys: nobody starts them. */
const DATA =
  /\/[\w.@-]+\.(?:log|conf|cfg|cnf|json|ya?ml|toml|ini|env|md|txt|html?|css|sql|csv|xml|service|lock|pem|crt|key|sock|pid|gz|tgz|zip|tar|dump|bak|png|jpe?g|svg|pdf)$/i

/** A script by its path. */
const SCRIPT = /^[\w.@~-]*\/[\w./@-]*\.(?:py|rb|pl|js|mjs|php)$/

/** What lies in a folder of programs. */
const IN_BIN = /^(?:[\w.@~-]*\/)*s?bin\/[\w.@-]+$/

/** The program that a line starts, null when it starts with none that is known. */
export function programOf(line: string): string | null {
  const text = line.trim().replace(WRAPPERS, '')
  if (CALLED.test(text)) return null
  const word = /^[^\s;|&()<>]+/.exec(text)?.[0] ?? ''
  return /[./]/.test(word) ? ofPath(word, text) : known(word)
}

const known = (word: string): string | null => {
  const name = word.toLowerCase()
  return PROGRAMS.has(name) || /^python\d(\.\d+)?$/.test(name) ? name : null
}

/** What a path or a file's name starts. */
function ofPath(word: string, text: string): string | null {
  if (/^(?:\.{1,2}|~|\/[\w.@-]+|[\w.@-]+)?(?:\/[\w.@{}$<>-]+)*\/?[\w.@-]+\.(?:sh|bash|bat|cmd|ps1)$/.test(word))
    return word
  if (DATA.test(word)) return null
  // With its arguments, or to be run from where one stands; elsewhere the path names a file.
  if (SCRIPT.test(word) && (word.startsWith('./') || /\s/.test(text))) return word
  if (IN_BIN.test(word) && /\s/.test(text)) return word
  if (/^(?:\.{1,2}\/|~\/|\/(?:usr|opt|home|var|srv|bin)\/)[\w./@-]+$/.test(word)) return word
  return known(word.split('/').at(-1) ?? '')
}

/** "git is needed", "docker must run": said of a program. */
const STATES = /^(?:is|are|was|were|must|should|will|can|may|has|have|needs?)$/

/** Whether a line reads as a sentence although it starts with a program's name ("Test the login page"). */
export function readsAsSentence(line: string): boolean {
  const text = line.trim()
  const words = text.split(/\s+/)
  if (words.length < 3 || /[|;&$<>=`"'{}\\]|\s-{1,2}\w|\.\/|\/\w+\//.test(text)) return false
  const first = words[0] ?? ''
  if (/^[A-Z]/.test(first) || STATES.test(words[1] ?? '')) return true
  return AMBIGUOUS.has(first) && /\b(?:the|a|an|and|to|for|is|are|with|of|your|on|in|all|that|if)\b/.test(text)
}

/** `ferry log --from pier`: words and an option with its value are a command of whatever program. */
const OPTIONED = /^[a-z][\w-]*(?: [a-z][\w:-]*){1,3}(?: --?[a-z][\w-]*(?:[ =][^\s-]\S*)?)*? --[a-z][\w-]+[ =][^\s-]/

/** Whether a code span is a whole command line rather than the name of a tool, a file, a setting or a function. */
export function isCommandLine(text: string): boolean {
  const line = text.trim()
  if (/[\r\n]/.test(line)) return line.split(/\r?\n/).some((each) => isCommandLine(each))
  const program = programOf(line)
  if (line.length > 1000) return false
  if (program === null) return OPTIONED.test(line)
  const rest = line.replace(WRAPPERS, '').trim().split(/\s+/)
  if (rest.length > 1) return !readsAsSentence(line)
  return /\.(?:sh|bash|bat|cmd|ps1)$/.test(program) || /^(?:sudo|npx)\s/.test(line)
}
