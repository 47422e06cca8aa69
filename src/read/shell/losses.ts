/**
 * Ways in which programs remove or overwrite data, history or a running service's state so that no other command simply
 * brings it back; all that is known of a program stands here. Stopping, restarting and migrating are none: `reboot` and
 * `shutdown -r` are missing for that reason, while `poweroff` leaves a machine that no command on it can start again.
 */
export interface Loss {
  /** Names without `.sh` or a version, separated by blanks. Scripts of an interpreter count by their own name. */
  readonly programs: string
  /** What its words (no options, no values of `valued` ones) must begin with. Absent: any. */
  readonly words?: RegExp
  /** One of these must be given, short ones also in a bundle (`-rf`). */
  readonly options?: readonly string[]
  /** What its arguments, as they stand, must hold. */
  readonly says?: RegExp
  /** With one of these it only looks. */
  readonly unless?: readonly string[]
}

const REMOVES = /(?:^| )(?:delete|destroy|purge|rm|remove)(?: |$)/

export const losses: readonly Loss[] = [
  // Files.
  { programs: 'rm', options: ['-r', '-R', '--recursive'] },
  { programs: 'rm shred', says: /\*/ },
  { programs: 'shred srm wipefs blkdiscard mkfs mkswap', unless: ['-n', '--no-act'] },
  { programs: 'find fd', says: /(?:^| )(?:-delete|-(?:exec|execdir|ok) (?:\S*\/)?(?:rm|unlink|shred)) ?/ },
  { programs: 'truncate', options: ['-s', '--size'] },
  { programs: 'dd', says: /(?:^| )of=(?!\/dev\/null)/ },
  { programs: 'cp', says: /^(?:-\S+ )*\/dev\/null / },
  {
    programs: 'rsync',
    options: [
      '--delete',
      '--delete-before',
      '--delete-during',
      '--delete-after',
      '--delete-delay',
      '--delete-excluded',
      '--del',
    ],
    unless: ['-n', '--dry-run'],
  },
  { programs: 'rclone', words: /^(?:delete|purge|sync|deletefile|rmdirs)\b/, unless: ['-n', '--dry-run'] },
  { programs: 'restic borg', words: /^(?:forget|prune|delete)\b/, unless: ['-n', '--dry-run'] },
  { programs: 'mc gsutil s3cmd', words: /^(?:rm|rb|del|mb --purge)\b/ },
  { programs: 'crontab', options: ['-r'] },
  { programs: 'journalctl', says: /--vacuum-/ },
  // Disks and machines.
  { programs: 'lvremove vgremove pvremove lvreduce' },
  { programs: 'zfs', words: /^(?:destroy|rollback)\b/, unless: ['-n'] },
  { programs: 'zpool', words: /^(?:destroy|labelclear)\b/, unless: ['-n'] },
  { programs: 'parted', words: /(?:^| )(?:mklabel|mktable|mkpart|rm|resizepart)(?: |$)/ },
  { programs: 'fdisk sfdisk gdisk cfdisk', unless: ['-l', '--list', '-d', '--dump', '-x'] },
  { programs: 'sgdisk', options: ['-Z', '--zap-all', '-z', '--zap', '-o', '--clear', '-d', '--delete'] },
  { programs: 'cryptsetup', words: /^(?:luksFormat|erase|luksErase|reencrypt)\b/ },
  { programs: 'poweroff halt' },
  { programs: 'shutdown', unless: ['-r', '--reboot', '-c', '--show', '-k'] },
  { programs: 'userdel groupdel deluser delgroup' },
  { programs: 'pkill kill killall', options: ['-9', '-KILL', '-SIGKILL'] },
  { programs: 'pkill kill killall', says: /(?:^| )(?:-s|--signal)[ =]?(?:9|(?:SIG)?KILL)\b/ },
  { programs: 'iptables ip6tables', options: ['-F', '--flush', '-X'] },
  { programs: 'ufw', words: /^reset\b/ },
  { programs: 'nft', words: /^(?:flush|delete)\b/ },
  { programs: 'apt apt-get aptitude', words: /^purge\b/, unless: ['-s', '--dry-run', '--simulate'] },
  { programs: 'apt apt-get snap', words: /^(?:remove|autoremove)\b/, options: ['--purge'] },
  { programs: 'dpkg', options: ['-P', '--purge'] },
  // History.
  { programs: 'git', words: /^reset\b/, options: ['--hard'] },
  { programs: 'git', words: /^push\b/, options: ['--force', '-f', '--force-with-lease', '--mirror', '--delete', '-d'] },
  { programs: 'git', words: /^push\b.* [:+]\w/ },
  { programs: 'git', words: /^clean\b/, options: ['-f', '--force'], unless: ['-n', '--dry-run'] },
  { programs: 'git', words: /^branch\b/, options: ['-D'] },
  { programs: 'git', words: /^stash (?:drop|clear)\b/ },
  { programs: 'git', words: /^(?:filter-branch|filter-repo|reflog (?:expire|delete))\b/ },
  { programs: 'git', words: /^update-ref\b/, options: ['-d'] },
  { programs: 'git', words: /^checkout(?: \S+)? (?:\.|:\/|\*)$/ },
  { programs: 'git', words: /^checkout\b/, options: ['-f', '--force'] },
  { programs: 'git', words: /^restore\b/, options: ['--worktree', '-W'] },
  { programs: 'git', words: /^restore\b/, unless: ['--staged', '-S'] },
  { programs: 'git', words: /^gc\b/, says: /--prune=(?:now|all)/ },
  { programs: 'gh', words: /^\w+ delete\b/ },
  { programs: 'npm pnpm yarn', words: /^(?:npm )?unpublish\b/, unless: ['--dry-run'] },
  // Containers and clusters.
  { programs: 'docker podman docker-compose', words: /(?:^| )prune(?: |$)/ },
  { programs: 'docker podman docker-compose', words: /^volume (?:rm|remove)\b/ },
  { programs: 'docker podman docker-compose', words: /^(?:compose )?down\b/, options: ['-v', '--volumes', '--rmi'] },
  { programs: 'docker podman docker-compose', words: /^(?:compose )?rm\b/, options: ['-v', '--volumes'] },
  { programs: 'kubectl oc', words: /^delete\b/, unless: ['--dry-run'] },
  { programs: 'kubectl oc', words: /^replace\b/, options: ['--force'], unless: ['--dry-run'] },
  { programs: 'helm', words: /^(?:uninstall|delete|del)\b/, unless: ['--dry-run'] },
  { programs: 'kind k3d minikube', words: /^(?:cluster )?delete\b/ },
  { programs: 'argocd', words: /^app delete\b/ },
  { programs: 'nomad', words: /^(?:job )?stop\b/, options: ['-purge', '--purge'] },
  // Clouds.
  { programs: 'terraform tofu terragrunt', words: /^(?:destroy|state rm|workspace delete)\b/ },
  { programs: 'terraform tofu terragrunt', words: /^apply\b/, options: ['-destroy', '--destroy'] },
  { programs: 'pulumi cdk serverless sls', words: /^(?:destroy|remove|stack rm)\b/ },
  { programs: 'aws', words: /(?:^| )(?:delete-|terminate-|purge-|deregister-)/, unless: ['--dry-run'] },
  { programs: 'aws', words: /^s3 (?:rm|rb)\b/, unless: ['--dryrun'] },
  { programs: 'aws', words: /^s3 sync\b/, options: ['--delete'], unless: ['--dryrun'] },
  { programs: 'gcloud az doctl fly flyctl eksctl wrangler hcloud linode-cli scw ibmcloud', words: REMOVES },
  {
    programs: 'heroku',
    words: /^(?:pg:reset|pg:restore|pg:backups:restore|pg:backups restore|apps:destroy|addons:destroy)\b/,
  },
  { programs: 'eb', words: /^terminate\b/ },
  { programs: 'vercel netlify railway', words: /^(?:remove|rm|delete|sites:delete|down)\b/ },
  { programs: 'firebase', words: /^(?:firestore:delete|database:remove|hosting:disable|functions:delete)\b/ },
  { programs: 'vault', words: /^(?:kv (?:destroy|delete|metadata delete)|delete|secrets disable)\b/ },
  { programs: 'curl http https xh', says: /(?:^| )(?:-[a-zA-Z]*X ?|--request[ =])?DELETE\b/ },
  { programs: 'wget', says: /--method=DELETE\b/ },
  // Databases and queues.
  { programs: 'mongorestore dropdb dropuser pg_resetwal' },
  { programs: 'pg_restore', unless: ['-l', '--list', '-f', '--file'] },
  { programs: 'mysqladmin', words: /(?:^| )drop\b/ },
  { programs: 'redis-cli', words: /(?:^| )(?:flushall|flushdb|del|unlink)\b/i },
  { programs: 'etcdctl', words: /^(?:del|rm|rmdir)\b/ },
  { programs: 'consul', words: /^kv delete\b/ },
  { programs: 'kafka-topics kafka-consumer-groups kafka-acls', options: ['--delete', '--remove'] },
  { programs: 'kafka-delete-records' },
  { programs: 'rabbitmqctl rabbitmqadmin', words: /^(?:reset|force_reset|delete|delete_\w+|purge_queue|purge)\b/ },
  { programs: 'influx', words: /^(?:bucket )?delete\b/ },
  // Frameworks: only what goes back to nothing is no migration.
  { programs: 'manage django-admin', words: /^(?:flush|reset_db)\b|^migrate\b.* zero$/ },
  { programs: 'rails rake', words: /(?:^| )db:(?:drop|reset|setup|schema:load|purge|structure:load|migrate:reset)\b/ },
  { programs: 'alembic', words: /^downgrade (?:base|head:base)\b/ },
  { programs: 'flask', words: /^db downgrade base\b/ },
  { programs: 'flyway', words: /(?:^| )clean\b/ },
  { programs: 'liquibase', words: /(?:^| )(?:dropAll|drop-all)\b/i },
  { programs: 'sequelize sequelize-cli', words: /^db:(?:drop|migrate:undo:all)\b/ },
  { programs: 'knex', words: /^migrate:rollback\b/, options: ['--all'] },
  { programs: 'typeorm', words: /^schema:drop\b/ },
  { programs: 'prisma', words: /^migrate reset\b/ },
  { programs: 'prisma', words: /^db push\b/, options: ['--force-reset', '--accept-data-loss'] },
  { programs: 'artisan', words: /^(?:migrate:(?:fresh|reset)|db:wipe)\b/ },
  { programs: 'console', words: /^doctrine:(?:database|schema):drop\b/ },
  { programs: 'mix', words: /^ecto\.(?:drop|reset)\b/ },
  { programs: 'drush wp', words: /^(?:sql-drop|sql:drop|db (?:reset|drop|clean))\b/ },
  { programs: 'supabase', words: /^db reset\b/ },
]

/** Options whose value is the next word, so that it is not taken for a subcommand. */
export const valued: Readonly<Record<string, RegExp>> = {
  git: /^(?:-C|-c|--git-dir|--work-tree|--namespace|--source|-s)$/,
  docker: /^(?:-f|--file|-p|--project-name|--env-file|--profile|-H|--host|--context|--project-directory)$/,
  'docker-compose': /^(?:-f|--file|-p|--project-name|--env-file|--profile)$/,
  kubectl: /^(?:-n|--namespace|--context|--cluster|--kubeconfig|--user|-s|--server)$/,
  oc: /^(?:-n|--namespace|--context|--cluster|--kubeconfig)$/,
  helm: /^(?:-n|--namespace|--kube-context|--kubeconfig)$/,
  aws: /^--(?:profile|region|output|endpoint-url|query)$/,
  heroku: /^(?:-a|--app|-r|--remote)$/,
  vault: /^-(?:address|namespace)$/,
  etcdctl: /^--(?:endpoints|cacert|cert|key|user)$/,
  alembic: /^(?:-c|--config|-n|--name|-x)$/,
  flask: /^--app$/,
  'redis-cli': /^(?:-[hpanu]|--user|--pass)$/,
  gh: /^(?:-R|--repo)$/,
  npm: /^(?:--prefix|--registry|-w)$/,
  apt: /^(?:-o|-t)$/,
  'apt-get': /^(?:-o|-t)$/,
}
