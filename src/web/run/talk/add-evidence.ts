import { request, runPath } from '../../client/api.ts'

/**
 * Hands a file over as evidence of a step, or of the run. Throws `Refused` with the server's words where it is too large or of a
 * kind that is not taken.
 */
export async function addEvidence(
  run: string,
  file: File,
  about: { readonly step: string | null; readonly note: string },
): Promise<void> {
  const form = new FormData()
  // What it is about stands before the file: it is known before the bytes come.
  if (about.step !== null) form.append('step', about.step)
  if (about.note.trim() !== '') form.append('note', about.note.trim())
  form.append('file', file, file.name || 'pasted')
  await request(`${runPath(run)}/evidence`, { method: 'POST', body: form })
}
