import type { Mistake } from './mistakes.ts'

const TRY = / (--dry-run)[ =]/

/** Options that are believed in: above all those of a trial that is none. */
export const unknownOptions: readonly Mistake[] = [
  // https://docs.docker.com/reference/cli/docker/compose/up/
  {
    programs: 'docker docker-compose podman',
    words: /^(?:compose )?(?:.* )?up\b/,
    says: / up (?:.* )?([\w.<>{}$-]+\/[\w./<>{}$-]+:[^\s/]+) /,
    happens: '"up" takes names of services, and ends with "no such service"',
    instead: 'Take the tag in the Compose file from a variable, and give it: TAG=1.4.1 docker compose up -d app.',
  },
  // https://www.postgresql.org/docs/current/app-psql.html, app-pgdump.html, app-pgrestore.html
  {
    programs: 'psql',
    says: TRY,
    happens: 'it ends with an error and tries nothing',
    instead: 'Run the script between BEGIN and ROLLBACK, or restore into a scratch database.',
  },
  {
    programs: 'pg_dump pg_dumpall pg_restore',
    says: TRY,
    happens: 'it ends with an error',
    instead: 'Look into a dump with "pg_restore --list", or restore into a scratch database.',
  },
  {
    programs: 'psql pg_dump pg_dumpall pg_restore createdb dropdb',
    says: / (--password=\S+)/,
    happens: 'the option takes no value',
    instead: 'Give the password by PGPASSWORD or ~/.pgpass.',
  },
  // https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html
  {
    programs: 'mysql mariadb mysqldump mariadb-dump',
    says: TRY,
    happens: 'it ends with "unknown option"',
    instead: 'Try it on a scratch database.',
  },
  // https://docs.djangoproject.com/en/stable/ref/django-admin/#migrate
  {
    programs: 'manage.py django-admin',
    words: /^migrate\b/,
    says: TRY,
    happens: 'migrate has no such option',
    instead: 'Use "migrate --plan".',
  },
  // https://alembic.sqlalchemy.org/en/latest/offline.html
  {
    programs: 'alembic',
    words: /^(?:upgrade|downgrade)\b/,
    says: TRY,
    happens: 'alembic has no such option',
    instead: 'Use --sql, which prints what would be run.',
  },
  // https://laravel.com/docs/migrations#running-migrations
  {
    programs: 'artisan',
    words: /^migrate\b/,
    says: TRY,
    happens: 'artisan has no such option',
    instead: 'Use --pretend.',
  },
  // https://www.prisma.io/docs/orm/reference/prisma-cli-reference#migrate-deploy
  {
    programs: 'prisma',
    words: /^migrate deploy\b/,
    says: TRY,
    happens: 'prisma has no such option',
    instead: 'Use "prisma migrate status" or "prisma migrate diff".',
  },
  // https://hardhat.org/hardhat-runner/docs/advanced/scripts
  {
    programs: 'hardhat',
    words: /^run\b/,
    says: TRY,
    happens: 'hardhat run passes nothing on and ends with an error',
    instead: 'Run the script on a fork: "--network hardhat" with forking enabled.',
  },
  // https://developer.hashicorp.com/terraform/cli/commands/apply
  {
    programs: 'terraform tofu',
    words: /^(?:apply|destroy)\b/,
    says: / (--?dry-run)[ =]/,
    happens: 'terraform has no such option',
    instead: 'Use "terraform plan".',
  },
  // https://docs.aws.amazon.com/cli/latest/reference/s3/
  {
    programs: 'aws',
    words: /^s3 (?:cp|mv|rm|sync)\b/,
    says: TRY,
    happens: 'aws s3 does not know it',
    instead: 'Write it --dryrun.',
  },
  // https://nginx.org/en/docs/switches.html
  {
    programs: 'nginx',
    says: / (--(?:test|reload|dry-run|config))[ =]/,
    happens: 'nginx ends with "invalid option"',
    instead: 'Use -t to test, -s reload to reload.',
  },
  // https://man7.org/linux/man-pages/man1/cp.1.html, mv.1.html, rm.1.html, chmod.1.html
  {
    programs: 'cp mv rm chmod chown ln tar',
    says: TRY,
    happens: 'it ends with an error',
    instead: 'List with ls what would be touched.',
  },
  // https://www.freedesktop.org/software/systemd/man/latest/journalctl.html
  {
    programs: 'journalctl',
    says: / (--tail)[ =]/,
    happens: 'journalctl has no such option',
    instead: 'Use -n for the number of lines, -f to follow.',
  },
  // https://docs.docker.com/reference/cli/docker/container/logs/
  {
    programs: 'docker podman',
    words: /^(?:compose )?logs\b/,
    says: / (--lines)[ =]/,
    happens: 'docker logs has no such option',
    instead: 'Use --tail.',
  },
  // https://kubernetes.io/docs/reference/kubectl/generated/
  {
    programs: 'kubectl oc',
    words: /^rollout undo\b/,
    says: / (--revision)[ =]/,
    happens: 'rollout undo has no such option',
    instead: 'Use --to-revision.',
  },
  {
    programs: 'kubectl oc',
    words: /^logs\b/,
    says: / (--lines)[ =]/,
    happens: 'kubectl logs has no such option',
    instead: 'Use --tail.',
  },
  // https://helm.sh/docs/helm/helm_rollback/
  {
    programs: 'helm',
    words: /^rollback\b/,
    says: / (--revision)[ =]/,
    happens: 'helm rollback has no such option',
    instead: 'Write the revision behind the release: "helm rollback NAME 3".',
  },
  // https://man.openbsd.org/ssh, https://man.openbsd.org/scp
  { programs: 'ssh', says: / (--port)[ =]/, happens: 'ssh has no long options', instead: 'Use -p.' },
  { programs: 'scp sftp', says: / (--port)[ =]/, happens: 'it has no long options', instead: 'Use -P.' },
  {
    programs: 'scp',
    says: / (-p \d{2,5}) /,
    happens: '-p keeps times and takes no value, so the number is taken for a file',
    instead: 'Use -P for the port.',
  },
  // https://curl.se/docs/manpage.html
  {
    programs: 'curl',
    says: / (--timeout)[ =]/,
    happens: 'curl has no such option',
    instead: 'Use --max-time, or --connect-timeout.',
  },
  // https://redis.io/docs/latest/develop/tools/cli/
  {
    programs: 'redis-cli',
    says: / (--password|--host|--port)[ =]/,
    happens: 'redis-cli has no such option',
    instead: 'Use -a, -h and -p.',
  },
]
