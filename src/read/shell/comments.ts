/** Words of a comment line, without its marks and rules; '' when it says nothing. */
export function commentText(line: string): string {
  return line
    .replace(/^\s*#+!?\s?/, '')
    .replace(/^[=\-─━#*~\s]{3,}|[=\-─━#*~]{3,}\s*$/g, '')
    .trim()
}

/** States an outcome of the command above it rather than naming the one below. */
export const statesOutcome = (words: string) =>
  /^(?:expect(?:ed|s)?|should|output|returns?|result|you should|must (?:return|show|print)|verify (?:you|that the output))\b|^(?:->|→|=>)/i.test(
    words,
  )

const programs =
  'sudo|docker|docker-compose|podman|kubectl|helm|git|npm|npx|yarn|pnpm|bun|node|python3?|pip3?|uvicorn|gunicorn|flask|django-admin|psql|mysql|pg_dump|pg_restore|redis-cli|mongosh?|curl|wget|ssh|scp|rsync|systemctl|service|journalctl|tail|cat|cp|mv|rm|mkdir|chmod|chown|ls|cd|export|source|echo|grep|sed|awk|find|tar|gunzip|gzip|unzip|terraform|ansible-playbook|ansible|aws|gcloud|az|heroku|fly|flyctl|vercel|netlify|eb|make|cargo|go|java|mvn|gradle|bundle|rails|rake|php|composer|artisan|alembic|prisma|supabase|pm2|nginx|certbot|crontab|apt|apt-get|yum|brew|kill|pkill|celery|poetry|openssl|nc|ping|dig|wrangler|railway|firebase|gh'
const called = new RegExp(`^(?:\\$ )?(?:(?:${programs})\\s+\\S|\\./[\\w./-]+|[A-Z_]{2,}=\\S+$)`)
/** Second words that make a sentence of it: "docker is needed", "make sure". */
const sentence =
  /^\S+\s+(?:is|are|was|the|should|must|will|can|may|and|or|to|for|with|without|if|when|not|a|an|sure|in|on|of|from|that|this|your|you|has|have|it|as|by|all|needs?|does|only)\b/i

/** Is the comment a command that was commented out: offered, never run? */
export function offeredCommand(words: string): boolean {
  return called.test(words) && (!sentence.test(words) || /\s--?\w/.test(words)) && !/[a-z][.!?]$|:$/.test(words)
}
