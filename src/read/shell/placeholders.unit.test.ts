import { describe, expect, it } from 'vitest'
import { findPlaceholders } from './placeholders.ts'

const found = (text: string) => findPlaceholders(text).found.map((one) => one.text)

describe('what stands for something else', () => {
  it.each<[string, string[]]>([
    ['ssh deploy@<web-1>', ['<web-1>']],
    ['psql -d <database-name> -f </path/to/backup.sql>', ['<database-name>', '</path/to/backup.sql>']],
    ['terraform apply -var="tag=<前バージョン>"', ['<前バージョン>']],
    ['git add <archivos específicos>', ['<archivos específicos>']],
    ['gh pr create --title "<título corto>" --label <ação>', ['<título corto>', '<ação>']],
    ['psql -c "TABLE <table name>" -f <input-file>', ['<table name>', '<input-file>']],
    ['JWT=<64-hex>', ['<64-hex>']],
    ['cp a.yaml b-{環境名}.yaml', ['{環境名}']],
    ['gorepomod release kyaml [patch|minor|major] --doIt', ['[patch|minor|major]']],
    ['./notes.rb shop <%= version %>', ['<%= version %>']],
    ['curl https://{{ host }}/health', ['{{ host }}']],
    ['restic -r gs:backups:yourpath init', ['yourpath']],
    ['curl https://api.votredomaine.com/health', ['api.votredomaine.com']],
    ['ssh root@tu-servidor', ['tu-servidor']],
    ['ssh root@你的服务器', ['你的服务器']],
    ['curl http://SERVIDOR:8000/health', ['SERVIDOR']],
    ['ssh ubuntu@SERVER_IP', ['SERVER_IP']],
    ['scp a ubuntu@source-server-public-IP:/b', ['source-server-public-IP']],
    ['krel announce --tag v1.xx.yy', ['v1.xx.yy']],
    ['ferry log --stream "最新のストリーム名" --arn ターゲットARN', ['最新のストリーム名', 'ターゲットARN']],
    ['docker pull shop:前のタグ', ['前のタグ']],
    ['docker pull shop:previous-tag', ['previous-tag']],
    ['git checkout last-good-commit', ['last-good-commit']],
    ['curl http://prod-server:8080/health', ['prod-server']],
    ['telnet smtp.company.com 587', ['smtp.company.com']],
    ['aws s3 ls s3://my-harbour-bucket/boats', ['my-harbour-bucket']],
    ['harbour identity fund my-identity', ['my-identity']],
    ['curl -H "Authorization: Bearer ACCESS_TOKEN" http://x', ['ACCESS_TOKEN']],
    ['az aks get-credentials --name CLUSTER_NAME', ['CLUSTER_NAME']],
    ['terraform workspace select WORKSPACE_NAME', ['WORKSPACE_NAME']],
    ['curl http://203.0.113.67:5500/health', ['203.0.113.67']],
    ['docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop', ['123456789012']],
    ['export ACCOUNT=123456789012', ['123456789012']],
    [`curl -d '{"password": "secure-password"}' http://x`, ['secure-password']],
    ['mysql -u username -p', ['username']],
    ['mysqldump -u usuario -p nome_banco', ['usuario', 'nome_banco']],
    ['psql -U utilisateur -d nom_base', ['utilisateur', 'nom_base']],
    ["SELECT 1 FROM x WHERE TABLE_SCHEMA = 'database_name'", ['database_name']],
    ['SELECT deck FROM boats WHERE id = X;', ['X']],
    ['ferry log --since yyyy-mm-dd --branch release-1.xx', ['yyyy-mm-dd', '1.xx']],
  ])('%s', (text, texts) => {
    expect(found(text)).toEqual(texts)
  })
})

describe('what stands for itself', () => {
  it.each([
    'grep DATABASE_NAME .env',
    'SELECT database_name FROM ports WHERE id = x.id',
    "SELECT to_char(sailed, 'yyyy-mm-dd') FROM boats",
    'docker run -d nginx',
    'vercel env add SITE_NAME production',
    'printenv NODE_VERSION',
    'export APP_NAME',
    'docker build --build-arg APP_VERSION .',
    'SELECT TABLE_NAME, COLUMN_NAME FROM x;',
    'APP_NAME=shop ./start',
    ['echo $', 'APP_NAME $', '{RUN_ID:?RUN_ID is not set}'].join(''),
    'aws iam create --capabilities CAPABILITY_IAM',
    'kubectl get pod -o jsonpath="{.items[0].metadata.name}"',
    "docker ps --format '{{json .}}' --filter '{{.Names}}'",
    'mkdir -p data/{users,shared}',
    "sed 's/[a-z|A-Z]/x/' file",
    'curl http://10.0.0.12/health',
    'ping 203.0.1.7',
    'diff <(ls a) <(ls b)',
    'x=$((a<b))',
    'su - deploy',
    'curl https://domain-events.acme.com',
    'ssh root@web-1',
    'ssh root@db-server.acme.com',
    'docker build -t my-ferry .',
    'git commit -m "初回"',
    'git commit --message "初回"',
    'echo 完了: 前',
    'previous_version=$(cat VERSION)',
    './last-release.sh',
    'git push origin new-release',
    'docker run my-ferry:2.0',
    'kubectl delete secret new-secret',
    'git switch new-token-flow',
    "if ($image -match '<your-org>') { throw 'STOP' }",
    'git checkout $PREVIOUS_VERSION',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})
