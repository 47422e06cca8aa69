import { catalogue, commonErrors } from '../../kit/errors.ts'

/** Everything that a client of the tournament's registration may be told. `docs/errors.md` is made from it. */
export const errors = catalogue({
  ...commonErrors,
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    message: 'The request has no X-Idempotency-Key, or one that is not 8 to 128 letters, digits and ._:- characters.',
    next: 'Make a key for each registration (a UUID will do), and send the same one when you try again.',
  },
  IDEMPOTENCY_KEY_USED: {
    status: 409,
    message: 'This idempotency key has registered a team already; nothing was changed.',
    next: 'Take `reference` as the answer to your request. For another team make another key.',
  },
  TEAM_EXISTS: {
    status: 409,
    message: 'A team of this name is registered already; nothing was changed.',
    next: 'Choose another name, or ask the organisers about the team that has it.',
  },
  ALREADY_DECIDED: {
    status: 409,
    message: 'This registration was approved or rejected before; nothing was changed.',
    next: 'Look at the registration to see what was decided.',
  },
  REGISTRATION_NOT_FOUND: {
    status: 404,
    message: 'There is no registration of this reference.',
    next: 'Compare the reference with the list of registrations.',
  },
  FILES_UNAVAILABLE: {
    status: 503,
    message: 'The files of the registration could not be stored. Nothing of it was kept.',
    next: 'Send the request again after the seconds that `Retry-After` says, with the same idempotency key.',
  },
})
