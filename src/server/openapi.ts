import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { problem } from '../contract/index.ts'

/** Has every route that is added from now on described by its schemas. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdpoint',
        version,
        description:
          'The page of a Holdpoint store, as programs see it: runs, their documents, what happens in them, and the same acts as in a terminal. Whoever asks is known by the cookie of a personal link. Every error has a code, a sentence and a next action.',
      },
      tags: tags.map(([name, description]) => ({ name, description })),
    },
    transform: (route) => {
      // What is no part of the interface, such as the pages themselves, is not described.
      if (!route.url.startsWith('/api/')) return { url: route.url, schema: { hide: true } }
      const { schema } = route
      const response = { ...(schema?.response as object | undefined), '4xx': problem, '5xx': problem }
      return jsonSchemaTransform({ ...route, schema: { ...schema, response } })
    },
    transformObject: jsonSchemaTransformObject,
  })
}

/** Resources, in the order in which the readable page has them. */
export const tags: readonly (readonly [name: string, description: string])[] = [
  ['run', 'A run: how it stands, its document, what changes, what happened.'],
  [
    'act',
    'What people do to a run. Whatever has changed since the page was drawn is an error that says what, and by whom.',
  ],
  ['output', 'What steps printed, with secrets hidden.'],
  ['record', 'What the auditor gets.'],
  ['runs', 'All runs of the store.'],
  ['runbooks', 'Documents of the place.'],
  ['environments', 'Environments and what is in them.'],
  ['people', 'Coming in and going out.'],
  ['api', 'This description.'],
]
