import { describe, expect, it } from 'vitest'
import { analyseShell } from './index.ts'

const endless = (text: string) => {
  const span = { start: 0, end: text.length, line: 1, endLine: 1 }
  return analyseShell([{ span, text }]).flags.includes('endless')
}

describe('a server in the foreground does not come back', () => {
  it.each([
    'docker run -p 8080:80 -v $(pwd)/sails:/sails --env-file .env ferry:latest',
    'docker run --rm -p8080:80 ferry',
    'podman run -it --publish 8080:80 ferry:2',
    'docker run -p 8080:80 ferry uvicorn ferry:app',
    'docker compose -f pier.yml up --build',
    'npm start',
    'npm run start:prod',
    'pnpm --filter web dev',
    'yarn workspace pier start',
    'npx vite preview',
    'npx serve -s build',
    'bundle exec rails s -p 4000',
    'rails server',
    'flask --app ferry run --port 8000',
    'python -m flask run',
    'python3 -m http.server 8000',
    'poetry run uvicorn ferry:app',
    'php -S 127.0.0.1:8000',
    'php artisan queue:work',
    'symfony serve',
    'mix phx.server',
    './mvnw spring-boot:run',
    'kubectl port-forward svc/ferry 8080:80',
    'mkdocs serve',
    'ng serve',
    'ollama serve',
    'ferryd start --home /srv/ferry',
    'go run main.go',
    'go run ./cmd/server',
    'MODE=release ./ferry-backend',
  ])('%s', (line) => expect(endless(line)).toBe(true))
})

describe('what ends by itself, or goes to the background, is none', () => {
  it.each([
    'ferryd init',
    'npx ts-node ../../packages/seed/index.ts',
    'node prisma/seeds/index.js',
    'ferryd start --daemon',
    'docker run -d -p 8080:80 ferry',
    'docker run -itd -p 8080:80 ferry',
    'docker run --rm ferry python manage.py migrate',
    'docker run -p 8080:80 ferry cat /etc/os-release',
    'docker compose up -d',
    'docker compose up --wait',
    'npm run build',
    'npm install serve',
    'pnpm --filter web build',
    'npx vite build',
    'rails server -d',
    'bundle exec rails db:migrate',
    'php artisan queue:restart',
    'symfony server:start -d',
    'flask db upgrade',
    'gunicorn --check-config ferry:app',
    'kubectl get services',
    'mkdocs build',
    'ng build',
    'vault status',
    'go run tools/seed.go',
    'go run main.go migrate',
    './ferry-backend migrate',
  ])('%s', (line) => expect(endless(line)).toBe(false))
})
