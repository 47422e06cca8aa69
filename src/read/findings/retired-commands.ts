import type { Mistake } from './mistakes.ts'

/** Commands that a machine set up today does not have. */
export const retiredCommands: readonly Mistake[] = [
  // https://docs.docker.com/compose/releases/migrate/
  {
    programs: 'docker-compose',
    says: /^/,
    happens: 'Compose v1 ended in July 2023, and new machines do not have it',
    instead: 'Write it "docker compose".',
  },
  // https://manpages.debian.org/bookworm/apt/apt-key.8.en.html
  {
    programs: 'apt-key',
    says: /^/,
    happens: 'apt-key is gone from Debian 13 and Ubuntu 24.10',
    instead: 'Put the key into /etc/apt/keyrings and name it with signed-by.',
  },
  // https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.21.md
  {
    programs: 'kubectl',
    words: /^run\b/,
    says: / (--generator)[ =]/,
    happens: 'kubectl run lost it in 1.21',
    instead: 'Use "kubectl create deployment".',
  },
  {
    programs: 'kubectl',
    words: /^rolling-update\b/,
    says: /^/,
    happens: 'it was removed in 1.18',
    instead: 'Use "kubectl rollout".',
  },
  // https://helm.sh/docs/topics/v2_v3_migration/
  {
    programs: 'helm',
    words: /^init\b/,
    says: /^/,
    happens: 'helm 3 has no init and no tiller',
    instead: 'Leave it out.',
  },
  {
    programs: 'helm',
    words: /^(?:delete|uninstall)\b/,
    says: / (--purge) /,
    happens: 'helm 3 does not know it',
    instead: 'Leave it out: uninstall purges.',
  },
  // https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html
  {
    programs: 'aws',
    words: /^ecr get-login(?: |$)/,
    says: /^/,
    happens: 'version 2 of the AWS CLI does not have it',
    instead: 'Use "aws ecr get-login-password | docker login --password-stdin …".',
  },
  // https://www.mongodb.com/docs/manual/release-notes/6.0-compatibility/
  {
    programs: 'mongo',
    says: /^/,
    happens: 'MongoDB 6 and later come without the mongo shell',
    instead: 'Use mongosh.',
  },
  // https://eff-certbot.readthedocs.io/en/stable/install.html
  {
    programs: 'certbot-auto letsencrypt-auto',
    says: /^/,
    happens: 'it was withdrawn in 2021 and installs nothing',
    instead: 'Use certbot of the system or of snap.',
  },
  // https://docs.npmjs.com/cli/v9/using-npm/changelog
  {
    programs: 'npm',
    words: /^(?:bin|set-script)(?: |$)/,
    says: /^/,
    happens: 'npm 9 removed it',
    instead: 'Use "npm exec", or "npm pkg set scripts.NAME=…".',
  },
  // https://github.com/Homebrew/brew/releases/tag/2.7.0
  {
    programs: 'brew',
    words: /^cask\b/,
    says: /^/,
    happens: 'Homebrew removed it in 2.7',
    instead: 'Use "brew install --cask".',
  },
  // https://docs.cloud.google.com/sdk/docs/release-notes
  {
    programs: 'gcloud',
    words: /^docker(?: |$)/,
    says: /^/,
    happens: 'gcloud removed it',
    instead: 'Use "gcloud auth configure-docker" once, then docker itself.',
  },
]
