import type { Routes } from '../parts.ts'
import { apiPage, apiStyle, type Described } from '../views/api-page.ts'

/** The description of the interface, for programs and for people. */
export const apiRoutes: Routes = (app) => {
  app.get(
    '/api/openapi.json',
    { schema: { tags: ['api'], summary: 'This interface as OpenAPI 3.1.' } },
    async (_, reply) => reply.type('application/json; charset=utf-8').send(Buffer.from(JSON.stringify(app.swagger()))),
  )
  app.get('/api', { schema: { hide: true } }, async (_, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(app.swagger() as Described)),
  )
  app.get('/api/style.css', { schema: { hide: true } }, async (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(apiStyle),
  )
}
