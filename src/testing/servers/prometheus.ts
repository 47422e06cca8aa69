import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, has, serverFolder, startServer, type TestServer } from './server.ts'

/** Null: this machine can start one. */
export const noPrometheus: string | null = has('prometheus') ? null : 'prometheus is not on this machine'

/** Prometheus that looks at itself every second, and at somebody who is not there. */
export async function startPrometheus(): Promise<TestServer> {
  const folder = serverFolder('prometheus')
  const port = await freePort()
  const jobs = [
    { job_name: 'itself', static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
    { job_name: 'nobody', static_configs: [{ targets: ['127.0.0.1:1'] }] },
  ]
  // JSON is YAML.
  const config = JSON.stringify({ global: { scrape_interval: '1s', scrape_timeout: '1s' }, scrape_configs: jobs })
  writeFileSync(join(folder, 'prometheus.yml'), config, { mode: 0o644 })
  const args = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  return await startServer('prometheus', args, { port, folder })
}
