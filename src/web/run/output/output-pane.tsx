/** What a step printed; the step that runs where none is chosen. */
export function OutputPane({ step: _ }: { readonly step: string | null }) {
  return null
}
